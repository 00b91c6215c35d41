import { computedResult, type Field } from '../content-type.ts'
import type { FieldKind } from '../field-kind.ts'
import type { JsonSchema } from '../json.ts'
import { decimal } from './decimal.ts'
import { refused } from './shape.ts'

/** Worked out from other fields of the entry, never written: whoever sends a value is told. It has the form of what its expression gives. */
export const computed: FieldKind = {
  name: 'computed',
  label: 'Computed',
  settings: ['expression', 'unique', 'indexed', 'searchable'],
  comparison: resultOf,
  resolution: 'none',
  editor: 'computed',
  parse: () => refused('read_only', 'This is worked out from other fields; leave it out'),
  check: () => [],
  comparable: (value, field) => (resultOf(field) === 'decimal' ? decimal.comparable(value, field) : value),
  inputSchema: () => ({ not: {}, readOnly: true }),
  outputSchema: (field) => ({ ...schemas[resultOf(field)], readOnly: true }),
  typescript: (field) => (resultOf(field) === 'number' ? 'number' : resultOf(field) === 'boolean' ? 'boolean' : 'string'),
}

/** What the expression gives; said when types are linked, since it depends on the fields that it names. */
function resultOf(field: Field) {
  return field[computedResult] ?? 'text'
}

const schemas: Record<ReturnType<typeof resultOf>, JsonSchema> = {
  text: { type: 'string' },
  number: { type: 'number' },
  decimal: decimal.outputSchema({ id: '', name: '', label: '', kind: 'decimal' }),
  boolean: { type: 'boolean' },
  date: { type: 'string', format: 'date' },
  datetime: { type: 'string', format: 'date-time' },
}
