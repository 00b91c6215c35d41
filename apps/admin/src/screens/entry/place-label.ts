import type { ValuePlace } from './entry-values.ts'

/** A value's name for people: its field, and its locale where that tells two apart. */
export function placeLabel({ field, locale }: ValuePlace, places: readonly ValuePlace[]): string {
  const hasOthers = locale !== null && places.filter((place) => place.field.name === field.name).length > 1
  return hasOthers ? `${field.label} (${locale})` : field.label
}
