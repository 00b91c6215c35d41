import { type Field, fieldKinds } from '@verso/model'
import type { Target } from './read-plan.ts'

/** A field as something to compare or sort by. */
export function fieldTarget(field: Field): Target {
  return {
    kind: 'field',
    fieldId: field.id,
    comparison: fieldKinds[field.kind].comparison,
    localized: field.localized === true,
    many: field.many === true,
    ...(field.options === undefined ? {} : { order: field.options.map((option) => option.value) }),
  }
}
