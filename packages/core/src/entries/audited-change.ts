import { changedFields, type Content, type ContentType, fieldsView, isNested, type Json, withoutPrivate } from '@verso/model'

const mask = '(private)'

/** Both sides of a change for the audit: the values that differ, by field name; of private fields only that they did, and those inside components not at all. */
export function auditedChange(type: ContentType, before: Content, after: Content): { before: Json; after: Json } {
  const changedIds = new Set(changedFields(type, before, after).map(({ fieldId }) => fieldId))
  const fields = type.fields.filter((field) => changedIds.has(field.id))
  const open = withoutPrivate(type)
  const side = (content: Content): Json => {
    const nested = fieldsView({ fields: open.fields.filter((field) => changedIds.has(field.id) && isNested(field)) }, content)
    return Object.fromEntries(
      fields.map((field): [string, Json] => [
        field.name,
        content[field.id] === undefined ? null : field.private === true ? mask : (nested[field.name] ?? content[field.id] ?? null),
      ]),
    )
  }
  return { before: { fields: side(before) }, after: { fields: side(after) } }
}
