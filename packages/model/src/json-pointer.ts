/** RFC 6901: the address of a value inside a JSON document. Without segments it names the whole document. */
export function jsonPointer(...segments: (string | number)[]): string {
  return segments.map((segment) => `/${String(segment).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}
