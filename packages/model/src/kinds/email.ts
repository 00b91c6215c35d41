import { countCharacters } from '../characters.ts'
import type { FieldKind, Parsed } from '../field-kind.ts'
import { checkPattern, textSchema } from './rules.ts'
import { parseString, refused } from './shape.ts'

/** RFC 5321 lets no longer one through. */
const maxEmailLength = 254
const maxLocalLength = 64
const localPart = /^[^\s@<>()[\]\\,;:"\p{C}]+$/u
const domainLabel = /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?$/u

/** An e-mail address, of any script, kept as it was written. Whether someone reads it, only a letter can tell. */
export const email: FieldKind = {
  name: 'email',
  label: 'Email',
  settings: ['unique', 'indexed', 'searchable', 'pattern', 'default'],
  comparison: 'text',
  resolution: 'none',
  editor: 'email',
  parse: parseEmail,
  check: (value, field) => (typeof value === 'string' ? checkPattern(value, field) : []),
  comparable: (value) => value,
  inputSchema: () => ({ type: 'string', maxLength: maxEmailLength }),
  outputSchema: (field) => ({ maxLength: maxEmailLength, ...textSchema(field) }),
  typescript: () => 'string',
}

function parseEmail(value: unknown): Parsed {
  const parsed = parseString(value, { max: maxEmailLength, unit: 'characters', count: countCharacters })
  if (typeof parsed.value !== 'string') return parsed
  const at = parsed.value.lastIndexOf('@')
  const local = parsed.value.slice(0, Math.max(at, 0))
  const isAddress =
    localPart.test(local) &&
    countCharacters(local) <= maxLocalLength &&
    parsed.value
      .slice(at + 1)
      .split('.')
      .every((label) => domainLabel.test(label))
  return isAddress ? parsed : refused('wrong_format', 'This is not an e-mail address, such as "ada@example.org"')
}
