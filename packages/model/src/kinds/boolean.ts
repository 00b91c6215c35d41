import type { FieldKind } from '../field-kind.ts'
import { refused } from './shape.ts'

/** Yes or no; `false` is a value, and not having chosen is another state. */
export const boolean: FieldKind = {
  name: 'boolean',
  label: 'Yes or no',
  settings: ['indexed', 'default'],
  comparison: 'boolean',
  resolution: 'none',
  editor: 'boolean',
  parse: (value) => (typeof value === 'boolean' ? { value } : refused('wrong_type', 'This must be true or false')),
  check: () => [],
  comparable: (value) => value,
  inputSchema: () => ({ type: 'boolean' }),
  outputSchema: () => ({ type: 'boolean' }),
  typescript: () => 'boolean',
}
