import { changedFields, type Content, type ContentType, type Json } from '@verso/model'

const mask = '(private)'

/** Both sides of a change for the audit: the values that differ, by field name; of private fields only that they did. */
export function auditedChange(type: ContentType, before: Content, after: Content): { before: Json; after: Json } {
  const changedIds = new Set(changedFields(type, before, after).map(({ fieldId }) => fieldId))
  const fields = type.fields.filter((field) => changedIds.has(field.id))
  const side = (content: Content): Json =>
    Object.fromEntries(
      fields.map((field): [string, Json] => [
        field.name,
        content[field.id] === undefined ? null : field.private === true ? mask : (content[field.id] ?? null),
      ]),
    )
  return { before: { fields: side(before) }, after: { fields: side(after) } }
}
