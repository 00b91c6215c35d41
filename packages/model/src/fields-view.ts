import type { Content } from './content.ts'
import type { ContentType, Field } from './content-type.ts'
import type { Json } from './json.ts'
import { valuesByLocale } from './values-by-locale.ts'

/** The content as the admin API gives it: every field of the type, by name, in the order of the model. */
export function fieldsView(type: ContentType, content: Content): Record<string, Json> {
  return Object.fromEntries(
    type.fields.map((field) => [
      field.name,
      field.localized === true ? valuesByLocale(content[field.id]) : (content[field.id] ?? presentValue(field)),
    ]),
  )
}

/** What stands for a field without a value: `[]` where readers loop, else null. */
export function presentValue(field: Field): Json {
  return field.many === true || field.kind === 'richText' ? [] : null
}
