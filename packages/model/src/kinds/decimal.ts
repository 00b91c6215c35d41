import { forbiddenCharacterMessage, hasForbiddenCharacter } from '../characters.ts'
import { decimalPattern, isDecimal } from '../decimal-text.ts'
import type { FieldKind, Parsed } from '../field-kind.ts'
import { checkExactRange } from './rules.ts'
import { refused } from './shape.ts'

const schema = { type: 'string', pattern: decimalPattern }

/** An exact number, as a text: given back as it was written, compared by its value (`1.0` equals `1.00`). */
export const decimal: FieldKind = {
  name: 'decimal',
  label: 'Decimal',
  settings: ['unique', 'indexed', 'min', 'max', 'default'],
  comparison: 'decimal',
  resolution: 'none',
  editor: 'decimal',
  parse: parseDecimal,
  check: (value, field) => (typeof value === 'string' ? checkExactRange(value, field) : []),
  // As written: the database compares by value, and figures keep the places that people wrote.
  comparable: (value) => (typeof value === 'string' && isDecimal(value) ? value : null),
  inputSchema: () => schema,
  outputSchema: () => schema,
  typescript: () => 'string',
}

function parseDecimal(value: unknown): Parsed {
  if (typeof value !== 'string') return refused('wrong_type', 'A decimal is a text such as "12.50", so that no digit is lost')
  if (hasForbiddenCharacter(value)) return refused('forbidden_character', forbiddenCharacterMessage)
  if (isDecimal(value)) return { value }
  return refused('wrong_format', 'A decimal is digits, at most 100 before the point and 100 behind it, such as "-12.50"')
}
