import type { FieldKind, Parsed } from '../field-kind.ts'
import { forbiddenCharacterMessage, hasForbiddenCharacter } from '../characters.ts'
import { refused } from './shape.ts'

const colorPattern = '^#(?:[0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})$'
const hexadecimal = new RegExp(colorPattern)
const schema = { type: 'string', pattern: colorPattern }

/** A colour of CSS in hexadecimal digits, with or without its opacity, kept as it was written and compared as the colour that it is. */
export const color: FieldKind = {
  name: 'color',
  label: 'Colour',
  settings: ['unique', 'indexed', 'default'],
  comparison: 'color',
  resolution: 'none',
  editor: 'color',
  parse: parseColor,
  check: () => [],
  comparable: (value) => (typeof value === 'string' ? comparableColor(value) : null),
  inputSchema: () => schema,
  outputSchema: () => schema,
  typescript: () => 'string',
}

function parseColor(value: unknown): Parsed {
  if (typeof value !== 'string') return refused('wrong_type', 'A colour is a text such as "#1a2b3c"')
  if (hasForbiddenCharacter(value)) return refused('forbidden_character', forbiddenCharacterMessage)
  return hexadecimal.test(value)
    ? { value }
    : refused('wrong_format', 'A colour is # and 3, 4, 6 or 8 hexadecimal digits, such as "#1a2b3c"')
}

/** The one spelling of a colour, in small letters: `#F00`, `#ff0000` and `#ff0000ff` are the same. Null for what is no colour. */
export function comparableColor(text: string): string | null {
  if (!hexadecimal.test(text)) return null
  const digits = text.slice(1).toLowerCase()
  const long = digits.length <= 4 ? digits.replaceAll(/./g, '$&$&') : digits
  return `#${long.length === 8 && long.endsWith('ff') ? long.slice(0, 6) : long}`
}
