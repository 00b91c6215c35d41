import type { FlatContent } from './content.ts'
import type { ContentType, Field } from './content-type.ts'
import type { Json } from './json.ts'
import { fieldKinds } from './field-kinds.ts'
import type { Issue } from './issue.ts'
import { jsonPointer } from './json-pointer.ts'

/** Every rule that a publication in a locale must keep and that can be told from the content alone; all faults, not the first. */
export function checkContent(type: ContentType, flat: FlatContent, locale: string): Issue[] {
  return type.fields.flatMap((field) => {
    const path = field.localized === true ? jsonPointer('fields', field.name, locale) : jsonPointer('fields', field.name)
    return checkField(field, flat[field.id]).map((issue) => ({ ...issue, path: path + issue.path }))
  })
}

function checkField(field: Field, value: Json | undefined): Issue[] {
  if (isMissing(value, field))
    return field.required === true ? [{ path: '', code: 'required', message: `${field.label} is needed to publish` }] : []
  return fieldKinds[field.kind].check(value ?? null, field)
}

/** Whether a value says nothing: absent, `""`, an empty list, rich text without words or objects. `false` and 0 say something. */
export function isMissing(value: Json | undefined, field: Field): boolean {
  if (value === undefined || value === null || value === '') return true
  if (Array.isArray(value) && value.length === 0 && field.kind !== 'json') return true
  return fieldKinds[field.kind].isEmpty?.(value) ?? false
}
