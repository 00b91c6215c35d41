import { changedFields, type Content, type ContentType, type Field, fieldsView, isNested, type Json, withoutPrivate } from '@verso/model'
import { differingParts } from './differing-parts.ts'

const mask = '(private)'

/**
 * Both sides of a change for the audit: the values that differ, by field name, of long ones the parts that do. Of private fields only that they
 * did, and those inside components not at all.
 */
export function auditedChange(type: ContentType, before: Content, after: Content): { before: Json; after: Json } {
  const changedIds = new Set(changedFields(type, before, after).map(({ fieldId }) => fieldId))
  const fields = type.fields.filter((field) => changedIds.has(field.id))
  const [was, is] = [told(type, fields, before), told(type, fields, after)]
  const sides = fields.map((field, index) => [field.name, ...differingParts([was[index] ?? null, is[index] ?? null])] as const)
  return {
    before: { fields: Object.fromEntries(sides.map(([name, value]) => [name, value])) },
    after: { fields: Object.fromEntries(sides.map(([name, , value]) => [name, value])) },
  }
}

/** What may be told of the values of these fields, in their order. */
function told(type: ContentType, fields: readonly Field[], content: Content): Json[] {
  const ids = new Set(fields.map((field) => field.id))
  const open = withoutPrivate(type).fields.filter((field) => ids.has(field.id) && isNested(field))
  const nested = fieldsView({ fields: open }, content)
  // A field may be called as something that every object has by nature.
  const ownOf = ({ id, name }: Field) => (Object.hasOwn(nested, name) ? nested[name] : content[id]) ?? null
  return fields.map((field) => (content[field.id] === undefined ? null : field.private === true ? mask : ownOf(field)))
}
