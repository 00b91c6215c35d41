import type { FieldKind } from '../field-kind.ts'
import { parseDatetime } from '../times.ts'
import { checkRange } from './rules.ts'
import { refused } from './shape.ts'

/** A moment. Any offset and up to nine fraction digits come in; UTC with milliseconds is stored and goes out. */
export const datetime: FieldKind = {
  name: 'datetime',
  label: 'Date and time',
  settings: ['unique', 'indexed', 'min', 'max', 'default'],
  comparison: 'datetime',
  resolution: 'none',
  editor: 'datetime',
  parse: (value) => {
    if (typeof value !== 'string') return refused('wrong_type', 'A moment is a text such as "2026-11-22T08:00:00Z"')
    const parsed = parseDatetime(value)
    return parsed === null
      ? refused('wrong_format', 'This is not a moment in RFC 3339, such as "2026-11-22T09:00:00+01:00", between the years 0001 and 9999')
      : { value: parsed }
  },
  check: (value, field) => (typeof value === 'string' ? checkRange(value, field) : []),
  comparable: (value) => value,
  inputSchema: () => ({ type: 'string', format: 'date-time' }),
  outputSchema: () => ({ type: 'string', format: 'date-time' }),
  typescript: () => 'string',
}
