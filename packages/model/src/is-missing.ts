import type { Field } from './content-type.ts'
import { fieldKinds } from './field-kinds.ts'
import type { Json } from './json.ts'

/** Whether a value says nothing: absent, `""`, an empty list, rich text without words or objects. `false` and 0 say something. */
export function isMissing(value: Json | undefined, field: Field): boolean {
  if (value === undefined || value === null || value === '') return true
  if (Array.isArray(value) && value.length === 0 && field.kind !== 'json') return true
  return fieldKinds[field.kind].isEmpty?.(value) ?? false
}
