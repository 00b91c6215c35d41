const triedKey = 'verso-reloaded-at'

/**
 * The files of a screen are gone after an upgrade of the server: the page is loaded anew, unless something here isn't saved, there is
 * no network that could answer, or that was tried a moment ago.
 */
export function reloadAfterUpgrade(): void {
  window.addEventListener('vite:preloadError', (event) => {
    if (!navigator.onLine) return
    const triedAt = Number(sessionStorage.getItem(triedKey) ?? 0)
    if (document.documentElement.hasAttribute('data-unsaved') || Date.now() - triedAt < 30_000) return
    event.preventDefault()
    sessionStorage.setItem(triedKey, String(Date.now()))
    location.reload()
  })
}
