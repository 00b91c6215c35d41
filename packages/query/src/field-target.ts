import { type ContentType, comparisonOf, componentTypesOf, holdsLocalized, isItemList, itemsKey } from '@verso/model'
import type { FieldPlace } from './field-place.ts'
import type { FieldTarget } from './read-plan.ts'

/** A field as something to compare or sort by. */
export function fieldTarget(place: FieldPlace): FieldTarget {
  const { field, fieldId, inner, localized, isListed } = place
  return {
    kind: 'field',
    fieldId: inner === undefined ? fieldId : `${fieldId}/${inner}`,
    comparison: comparisonOf(field),
    localized,
    many: field.many === true || isListed,
    ...(field.options === undefined ? {} : { order: field.options.map((option) => option.value) }),
    ...(hasIndex(place) ? { indexed: true } : {}),
  }
}

/**
 * Whether what is published has an index of the field's values. Those of lists of components have none; links are kept by themselves, with an
 * index that serves all of them.
 */
function hasIndex({ field, isListed }: FieldPlace): boolean {
  const isMarked = field.indexed === true || (field.unique !== undefined && field.unique !== false)
  return isMarked && !isListed && !['id', 'none'].includes(comparisonOf(field))
}

/** The fields of a type that have an index, those in its components among them. */
export function indexedTargets(type: ContentType): FieldTarget[] {
  return places(type, null, [])
    .map(fieldTarget)
    .filter(({ indexed }) => indexed === true)
}

/** A component that stands inside of itself is gone into once. */
function places(type: ContentType, above: FieldPlace | null, way: readonly string[]): FieldPlace[] {
  return type.fields.flatMap((field) => {
    const place = {
      field,
      fieldId: above?.fieldId ?? field.id,
      ...(above === null
        ? {}
        : {
            inner: above.inner === undefined ? field.id : `${above.inner}/${field.id}`,
          }),
      localized: above?.localized === true || field.localized === true,
      isListed: false,
      rest: [],
    }
    if (field.kind !== 'component' || isItemList(field)) return [place]
    const below = [...way, type.id]
    return componentTypesOf(field).flatMap((component) => (below.includes(component.id) ? [] : places(component, place, below)))
  })
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
