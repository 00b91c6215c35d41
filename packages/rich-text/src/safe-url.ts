const linkSchemes = new Set(['http', 'https', 'mailto', 'tel', 'sms', 'ftp', 'geo', 'xmpp'])
const addressSchemes = new Set(['http', 'https'])
// Browsers skip tabs, line breaks and leading control characters, so that `java\nscript:` would run.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const control = /[\u0000-\u001F\u007F-\u009F\u2028\u2029]/
const scheme = /^([a-zA-Z][a-zA-Z0-9+.-]*):/

/** Whether a link may lead there: a known harmless scheme, or an address relative to the page. */
export function isSafeLink(url: string): boolean {
  const name = schemeOf(url)
  return name !== undefined && (name === null || linkSchemes.has(name))
}

/** Whether something may be fetched or embedded from there: http or https, spelled out. */
export function isSafeAddress(url: string): boolean {
  const name = schemeOf(url)
  return name !== undefined && name !== null && addressSchemes.has(name) && URL.canParse(url)
}

/** The scheme in lower case; null where there is none; undefined where the text is no address at all. */
function schemeOf(url: string): string | null | undefined {
  const trimmed = url.trim()
  if (trimmed === '' || control.test(url)) return undefined
  return scheme.exec(trimmed)?.[1]?.toLowerCase() ?? null
}
