import { OutboundError } from './outbound-error.ts'

/** An http(s) URL without credentials. The URL parser brings decimal, octal, hexadecimal and full-width hosts into the plain form that is checked. */
export function parseTarget(text: string, base?: URL): URL {
  if (!URL.canParse(text, base?.href)) throw new OutboundError('address_refused', 'not a URL')
  const url = new URL(text, base)
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw new OutboundError('address_refused', `protocol ${url.protocol} is not http or https`)
  if (url.username !== '' || url.password !== '') throw new OutboundError('address_refused', 'the URL holds credentials')
  return url
}
