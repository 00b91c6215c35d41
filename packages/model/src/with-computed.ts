import type { Content, FlatContent } from './content.ts'
import type { ContentType, Field } from './content-type.ts'
import { withOwnComputed } from './expression/type-expressions.ts'
import { mapItems, type NestedItem, type NestedValue, typesWithin } from './nested-items.ts'

/** The content of one locale with its computed fields worked out, those inside of components too. */
export function withComputed(type: Pick<ContentType, 'fields'>, flat: FlatContent): FlatContent {
  return withOwnComputed(
    type,
    withItems(type, flat, (item) => withComputed(item.type, item.value)),
  )
}

/** A content with every component and block replaced that something is computed in; where there is none it is the same. */
function withItems(type: Pick<ContentType, 'fields'>, content: Content, map: (item: NestedItem) => NestedValue): Content {
  const fields = type.fields.filter((field) => content[field.id] !== undefined && computesInside(field))
  if (fields.length === 0) return content
  const next = { ...content }
  for (const field of fields) next[field.id] = mapItems(field, content[field.id] ?? null, map)
  return next
}

export function computesInside(field: Field): boolean {
  return typesWithin(field).some((type) => type.fields.some(({ kind }) => kind === 'computed'))
}
