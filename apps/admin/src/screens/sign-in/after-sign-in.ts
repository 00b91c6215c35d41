const key = 'verso.after-sign-in'

/** Remembers in this tab where somebody wanted to go when they left for a provider's page. */
export function rememberPlace(): void {
  sessionStorage.setItem(key, window.location.pathname + window.location.search)
}

/** That place, once; the first screen where there is none. */
export function takePlace(): string {
  const place = sessionStorage.getItem(key)
  sessionStorage.removeItem(key)
  return place === null || !place.startsWith('/admin') ? '/' : place.slice('/admin'.length) || '/'
}
