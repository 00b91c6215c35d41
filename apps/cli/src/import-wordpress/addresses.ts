/**
 * An address in the form in which two spellings of the same are equal: without scheme, `www.`, question and fragment, host in
 * lower case, no slash at the end. Null where it is no web address.
 */
export function addressKey(url: string): string | null {
  const absolute = url.startsWith('//') ? `https:${url}` : url
  if (!/^https?:/i.test(absolute) || !URL.canParse(absolute)) return null
  const { host, pathname } = new URL(absolute)
  return host.replace(/^www\./, '') + pathname.replaceAll(/\/{2,}/g, '/').replace(/\/$/, '')
}

/** The address of the whole picture where a URL names one of the sizes that WordPress made of it, `…-300x200.jpg`. */
export function originalAddress(key: string): string {
  return key.replace(/-(?:\d{1,5}x\d{1,5}|scaled|rotated)(?=\.[a-z0-9]{2,5}$)/i, '')
}

/** Whether an address says more than where a page is; such a link is kept as it is. */
export function hasDetail(url: string): boolean {
  return /[?#]/.test(url)
}
