/** The name that a server gives a file (RFC 6266), else the last part of the address. */
export function fileNameOf(disposition: string | null, url: URL): string {
  const extended = disposition?.match(/;\s*filename\*\s*=\s*utf-8'[^']*'([^;\s]+)/i)?.[1]
  const quoted = disposition?.match(/;\s*filename\s*=\s*"((?:[^"\\]|\\.)*)"/i)?.[1]?.replace(/\\(.)/g, '$1')
  const plain = disposition?.match(/;\s*filename\s*=\s*([^;\s"]+)/i)?.[1]
  const last = url.pathname.split('/').at(-1)
  return decoded(extended) || quoted || plain || decoded(last) || 'file'
}

function decoded(text: string | undefined): string {
  if (text === undefined) return ''
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
