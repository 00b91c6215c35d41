import { comparisonOf } from '@verso/model'
import type { FieldPlace } from './field-place.ts'
import type { Target } from './read-plan.ts'

/** A field as something to compare or sort by. */
export function fieldTarget({ field, fieldId, inner, localized, isListed }: FieldPlace): Target {
  return {
    kind: 'field',
    fieldId: inner === undefined ? fieldId : `${fieldId}/${inner}`,
    comparison: comparisonOf(field),
    localized,
    many: field.many === true || isListed,
    ...(field.options === undefined ? {} : { order: field.options.map((option) => option.value) }),
  }
}
