let taken: string | null = null

/** Takes the token out of the address once, so that it stays in no history, and keeps it for as long as the page lives. */
export function addressToken(): string | null {
  const found = new URLSearchParams(location.hash.slice(1)).get('token')
  if (found !== null) {
    taken = found
    history.replaceState(history.state, '', location.pathname + location.search)
  }
  return taken
}
