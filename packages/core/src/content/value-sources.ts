import type { PublishedRow } from '@verso/data'
import { type Field, holdsLocalized, isItemList, isNested, type Json, nestedItems } from '@verso/model'

/** Where a value comes from. */
interface ValueSource {
  locale: string
  entry: string
  revision: number
}

/** By the path of a localised value in the answer (`title`, `seo/title`, `sections/0/heading`). */
export type EntrySources = Record<string, ValueSource>

/** The locale that each localised value of a document comes from. Values that all languages share have none. */
export function valueSources(row: PublishedRow, fields: readonly Field[]): EntrySources {
  const sources: EntrySources = {}
  for (const field of fields) {
    const piece = row.pieces[row.layout.indexOf(field.id)]
    if (piece === undefined || piece === 'null' || piece === '[]') continue
    const place = { key: field.id, path: field.name }
    if (field.localized === true) sources[field.name] = sourceOf(row, place.key)
    else if (holdsLocalized(field)) addInside(sources, row, { field, value: JSON.parse(piece) as Json, place })
  }
  return sources
}

interface Inside {
  field: Field
  value: Json | undefined
  /** The key by ids, and the path by names. */
  place: { key: string; path: string }
}

function addInside(sources: EntrySources, row: PublishedRow, { field, value, place }: Inside): void {
  for (const { type, value: members, index } of nestedItems(field, value)) {
    const at = isItemList(field) ? `/${index}` : ''
    for (const inner of type.fields) {
      const own = members[inner.id]
      if (own === undefined || own === null) continue
      const below = { key: `${place.key}${at}/${inner.id}`, path: `${place.path}${at}/${inner.name}` }
      if (inner.localized === true) sources[below.path] = sourceOf(row, below.key)
      else if (isNested(inner)) addInside(sources, row, { field: inner, value: own, place: below })
    }
  }
}

function sourceOf({ id, locale, revision, origins }: PublishedRow, key: string): ValueSource {
  return { locale: origins[key] ?? locale, entry: id, revision }
}
