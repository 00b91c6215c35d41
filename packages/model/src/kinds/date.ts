import type { FieldKind } from '../field-kind.ts'
import { parseDate } from '../times.ts'
import { checkRange } from './rules.ts'
import { refused } from './shape.ts'

/** A day of the calendar, without a time or a zone. */
export const date: FieldKind = {
  name: 'date',
  label: 'Date',
  settings: ['unique', 'indexed', 'min', 'max', 'default'],
  comparison: 'date',
  resolution: 'none',
  editor: 'date',
  parse: (value) => {
    if (typeof value !== 'string') return refused('wrong_type', 'A date is a text such as "2026-11-22"')
    const parsed = parseDate(value)
    return parsed === null
      ? refused('wrong_format', 'This is not a date of the calendar between 0001-01-01 and 9999-12-31')
      : { value: parsed }
  },
  check: (value, field) => (typeof value === 'string' ? checkRange(value, field) : []),
  comparable: (value) => value,
  inputSchema: () => ({ type: 'string', format: 'date' }),
  outputSchema: () => ({ type: 'string', format: 'date' }),
  typescript: () => 'string',
}
