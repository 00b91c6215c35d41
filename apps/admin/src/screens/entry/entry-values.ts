import type { ContentTypeView, Fields, FieldView } from '@verso/contract'
import type { Json } from '@verso/model'

/** Values of a form by the JSON Pointer that the API gives each of them: `/fields/title`, `/fields/title/en`. */
export type Values = ReadonlyMap<string, Json | undefined>

/** One value that a form edits: a field, or a field in one locale. */
export interface ValuePlace {
  pointer: string
  field: FieldView
  locale: string | null
}

export function valuePlaces(type: ContentTypeView, locales: readonly string[]): ValuePlace[] {
  return type.fields.flatMap((field): ValuePlace[] =>
    field.localized === true
      ? locales.map((locale) => ({ pointer: `/fields/${field.name}/${locale}`, field, locale }))
      : [{ pointer: `/fields/${field.name}`, field, locale: null }],
  )
}

/** Takes the values out of an entry's fields. An empty list is no value, except in JSON, where it is one. */
export function valuesOf(fields: Fields, places: readonly ValuePlace[]): Map<string, Json | undefined> {
  return new Map(
    places.map(({ pointer, field, locale }) => [
      pointer,
      presentOf(locale === null ? fields[field.name] : memberOf(fields[field.name], locale), field),
    ]),
  )
}

/** What a new entry begins with. */
export function defaultValues(places: readonly ValuePlace[], defaultLocale: string): Map<string, Json | undefined> {
  return new Map(
    places.map(({ pointer, field, locale }) => [
      pointer,
      locale === null || locale === defaultLocale ? (field.default as Json | undefined) : undefined,
    ]),
  )
}

/** The body of a save: the changed values under their fields; null clears. */
export function fieldsOf(changes: Values, places: readonly ValuePlace[]): Fields {
  const fields: Fields = {}
  for (const { pointer, field, locale } of places) {
    if (!changes.has(pointer)) continue
    const value = changes.get(pointer) ?? null
    if (locale === null) fields[field.name] = value
    else fields[field.name] = { ...(fields[field.name] as object | undefined), [locale]: value }
  }
  return fields
}

/** The place that a fault's pointer lies in. */
export function placeAt(path: string, places: readonly ValuePlace[]): ValuePlace | undefined {
  return (
    places.find(({ pointer }) => path === pointer || path.startsWith(`${pointer}/`)) ??
    // A fault of a whole localised field: at its first locale.
    places.find(({ pointer }) => pointer.startsWith(`${path}/`))
  )
}

function memberOf(map: unknown, locale: string): unknown {
  return typeof map === 'object' && map !== null ? (map as Record<string, unknown>)[locale] : undefined
}

function presentOf(value: unknown, field: FieldView): Json | undefined {
  if (value === null || value === undefined) return undefined
  if (Array.isArray(value) && value.length === 0 && field.kind !== 'json') return undefined
  return value as Json
}
