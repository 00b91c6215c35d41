import { countCharacters } from '../characters.ts'
import type { FieldKind } from '../field-kind.ts'
import { checkLength, checkPattern, textSchema } from './rules.ts'
import { parseString } from './shape.ts'

/** Characters of a text field that states no `max` of its own, and the most that it may state. */
const defaultMax = 1_000
export const greatestMax = 4_000

/** A line of text: titles, names, addresses. */
export const text: FieldKind = {
  name: 'text',
  label: 'Text',
  settings: ['unique', 'indexed', 'searchable', 'min', 'max', 'pattern', 'default'],
  comparison: 'text',
  resolution: 'none',
  editor: 'text',
  parse: (value, { max }) =>
    parseString(value, { max: Math.max(defaultMax, typeof max === 'number' ? max : 0), unit: 'characters', count: countCharacters }),
  check: (value, field) => (typeof value === 'string' ? [...checkLength(value, field), ...checkPattern(value, field)] : []),
  comparable: (value) => value,
  inputSchema: ({ max }) => ({ type: 'string', maxLength: Math.max(defaultMax, typeof max === 'number' ? max : 0) }),
  outputSchema: textSchema,
  typescript: () => 'string',
}
