import type { FieldKind } from '../field-kind.ts'
import { checkRange, rangeSchema } from './rules.ts'
import { refused } from './shape.ts'

/** Any finite number of double precision. */
export const number: FieldKind = {
  name: 'number',
  label: 'Number',
  settings: ['unique', 'indexed', 'min', 'max', 'default'],
  comparison: 'number',
  resolution: 'none',
  editor: 'number',
  // Adding 0 makes −0, which JSON text can't tell from it, 0.
  parse: (value) =>
    typeof value === 'number' && Number.isFinite(value) ? { value: value + 0 } : refused('wrong_type', 'This must be a number'),
  check: (value, field) => (typeof value === 'number' ? checkRange(value, field) : []),
  comparable: (value) => value,
  inputSchema: () => ({ type: 'number' }),
  outputSchema: (field) => ({ type: 'number', ...rangeSchema(field) }),
  typescript: () => 'number',
}
