import type { FieldKind } from '../field-kind.ts'
import { checkRange, rangeSchema } from './rules.ts'
import { refused } from './shape.ts'

/** Whole numbers that every JSON reader keeps exact: from −(2⁵³−1) to 2⁵³−1. */
export const integer: FieldKind = {
  name: 'integer',
  label: 'Integer',
  settings: ['unique', 'indexed', 'min', 'max', 'default'],
  comparison: 'integer',
  resolution: 'none',
  editor: 'integer',
  parse: (value) => {
    if (typeof value !== 'number') return refused('wrong_type', 'This must be a whole number')
    // Adding 0 makes −0, which JSON text can't tell from it, 0.
    return Number.isSafeInteger(value)
      ? { value: value + 0 }
      : refused('wrong_format', 'This must be a whole number between −9007199254740991 and 9007199254740991')
  },
  check: (value, field) => (typeof value === 'number' ? checkRange(value, field) : []),
  comparable: (value) => value,
  inputSchema: () => ({ type: 'integer', minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER }),
  outputSchema: (field) => ({ type: 'integer', ...rangeSchema(field) }),
  typescript: () => 'number',
}
