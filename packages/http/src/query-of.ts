/** The query string of a request as it was sent, without its `?`; the query language decodes it. */
export function queryOf(request: { raw: { url?: string | undefined } }): string {
  const url = request.raw.url ?? ''
  const start = url.indexOf('?')
  return start === -1 ? '' : url.slice(start + 1)
}
