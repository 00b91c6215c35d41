import type { FlatContent } from './content.ts'
import type { ContentType } from './content-type.ts'
import type { Json } from './json.ts'
import { fieldKinds } from './field-kinds.ts'

/** What filters, sorts and uniqueness look at, by field id; fields with nothing to compare are left out. */
export function comparableValues(type: ContentType, flat: FlatContent): Record<string, Json> {
  const values: Record<string, Json> = {}
  for (const field of type.fields) {
    const value = flat[field.id]
    const comparable = value === undefined || value === null ? null : fieldKinds[field.kind].comparable(value, field)
    if (comparable !== null) values[field.id] = comparable
  }
  return values
}
