import { forbiddenCharacterMessage, hasForbiddenCharacter } from '../characters.ts'
import { isWhole, wholePattern } from '../decimal-text.ts'
import type { FieldKind, Parsed } from '../field-kind.ts'
import { checkExactRange, checkRange, rangeSchema } from './rules.ts'
import { refused } from './shape.ts'

const wholeText = { type: 'string', pattern: wholePattern }

/**
 * Whole numbers that every JSON reader keeps exact: from −(2⁵³−1) to 2⁵³−1. With `bigint` they have up to 100 digits and are texts, since
 * readers of JSON would round them.
 */
export const integer: FieldKind = {
  name: 'integer',
  label: 'Integer',
  settings: ['unique', 'indexed', 'min', 'max', 'default', 'bigint'],
  comparison: ({ bigint }) => (bigint === true ? 'bigint' : 'integer'),
  resolution: 'none',
  editor: 'integer',
  parse: (value, { bigint }) => (bigint === true ? parseWholeText(value) : parseSafe(value)),
  check: (value, field) => {
    if (typeof value === 'number') return checkRange(value, field)
    return typeof value === 'string' ? checkExactRange(value, field) : []
  },
  comparable: (value) => value,
  inputSchema: ({ bigint }) =>
    bigint === true ? wholeText : { type: 'integer', minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER },
  outputSchema: (field) => (field.bigint === true ? wholeText : { type: 'integer', ...rangeSchema(field) }),
  typescript: ({ bigint }) => (bigint === true ? 'string' : 'number'),
}

function parseSafe(value: unknown): Parsed {
  if (typeof value !== 'number') return refused('wrong_type', 'This must be a whole number')
  // Adding 0 makes −0, which JSON text can't tell from it, 0.
  return Number.isSafeInteger(value)
    ? { value: value + 0 }
    : refused('wrong_format', 'This must be a whole number between −9007199254740991 and 9007199254740991')
}

function parseWholeText(value: unknown): Parsed {
  if (typeof value !== 'string')
    return refused('wrong_type', 'This must be a whole number as a text, such as "12", so that no digit is lost')
  if (hasForbiddenCharacter(value)) return refused('forbidden_character', forbiddenCharacterMessage)
  return isWhole(value) ? { value } : refused('wrong_format', 'This must be a whole number of at most 100 digits, without leading zeros')
}
