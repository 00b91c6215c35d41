import { countBytes } from '../characters.ts'
import type { FieldKind } from '../field-kind.ts'
import { checkLength, textSchema } from './rules.ts'
import { parseString } from './shape.ts'

/** 1 MiB in UTF-8: beyond that a text is a file. */
const maxBytes = 1_048_576

/** Several lines of plain text. */
export const longText: FieldKind = {
  name: 'longText',
  label: 'Long text',
  settings: ['searchable', 'min', 'max', 'default'],
  comparison: 'text',
  resolution: 'none',
  editor: 'longText',
  parse: (value) => parseString(value, { max: maxBytes, unit: 'bytes', count: countBytes }),
  check: (value, field) => (typeof value === 'string' ? checkLength(value, field) : []),
  comparable: (value) => value,
  inputSchema: () => ({ type: 'string', maxLength: maxBytes }),
  outputSchema: textSchema,
  typescript: () => 'string',
}
