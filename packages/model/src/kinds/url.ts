import { countCharacters } from '../characters.ts'
import type { FieldKind, Parsed } from '../field-kind.ts'
import { checkPattern, textSchema } from './rules.ts'
import { parseString, refused } from './shape.ts'

const maxUrlLength = 2_000
// Browsers skip white space and controls, so that `java\nscript:` would run.
const skipped = /[\s\p{Cc}\p{Cf}]/u
/** Schemes that sites can put into a link without a thought; `javascript:` and `data:` are none of them. */
const schemes = ['http:', 'https:', 'mailto:', 'tel:']

/** An absolute address that is safe to link to, kept as it was written. */
export const url: FieldKind = {
  name: 'url',
  label: 'URL',
  settings: ['unique', 'indexed', 'searchable', 'pattern', 'default'],
  comparison: 'text',
  resolution: 'none',
  editor: 'url',
  parse: parseUrl,
  check: (value, field) => (typeof value === 'string' ? checkPattern(value, field) : []),
  comparable: (value) => value,
  inputSchema: () => ({ type: 'string', maxLength: maxUrlLength }),
  outputSchema: (field) => ({ maxLength: maxUrlLength, ...textSchema(field) }),
  typescript: () => 'string',
}

function parseUrl(value: unknown): Parsed {
  const parsed = parseString(value, { max: maxUrlLength, unit: 'characters', count: countCharacters })
  if (typeof parsed.value !== 'string') return parsed
  return isAddress(parsed.value)
    ? parsed
    : refused('wrong_format', 'This must be a whole address that begins with https://, http://, mailto: or tel:')
}

function isAddress(text: string): boolean {
  if (skipped.test(text) || !URL.canParse(text)) return false
  const { protocol, hostname, pathname } = new URL(text)
  if (!schemes.includes(protocol)) return false
  // Without `//` a browser takes `https:example` for an address beside the page that it stands on.
  return protocol.startsWith('http') ? /^https?:\/\//i.test(text) && hostname !== '' : pathname !== ''
}
