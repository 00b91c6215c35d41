import { comparisonOf, holdsLocalized, itemsKey } from '@verso/model'
import type { FieldPlace } from './field-place.ts'
import type { FieldTarget } from './read-plan.ts'

/** A field as something to compare or sort by. */
export function fieldTarget({ field, fieldId, inner, localized, isListed }: FieldPlace): FieldTarget {
  return {
    kind: 'field',
    fieldId: inner === undefined ? fieldId : `${fieldId}/${inner}`,
    comparison: comparisonOf(field),
    localized,
    many: field.many === true || isListed,
    ...(field.options === undefined ? {} : { order: field.options.map((option) => option.value) }),
  }
}

/** A list of components or blocks whose items are looked at one by one. */
export function itemsTarget({ field, fieldId, inner, localized }: FieldPlace): FieldTarget {
  return {
    kind: 'field',
    fieldId: itemsKey(inner === undefined ? fieldId : `${fieldId}/${inner}`),
    comparison: 'none',
    localized: localized || holdsLocalized(field),
    many: true,
  }
}
