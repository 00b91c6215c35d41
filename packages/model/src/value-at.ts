import type { ContentType, Field } from './content-type.ts'
import { itemView, valueView } from './fields-view.ts'
import type { Json } from './json.ts'
import { componentTypesOf } from './link-types.ts'
import type { StoredPath } from './named-path.ts'
import { isItemList, isNested, nestedItems } from './nested-items.ts'

/** A stored value that stands at a path inside an entry, as people see it: by names. Null where they may not see its field. */
export function valueAt(type: ContentType, { fieldId, path = '' }: StoredPath, value: Json): Json {
  const field = type.fields.find(({ id }) => id === fieldId)
  return field === undefined ? null : viewBelow(field, path.split('/').slice(1), value)
}

function viewBelow(field: Field, segments: readonly string[], value: Json): Json {
  if (value === null || !isNested(field)) return value
  if (segments.length === 0) return valueView(field, value)
  const [id, ...below] = isItemList(field) ? segments.slice(1) : segments
  if (id === undefined) return nestedItems({ ...field, many: true }, [value]).map((item) => itemView(field, item))[0] ?? null
  const inner = componentTypesOf(field)
    .flatMap((type) => type.fields)
    .find((candidate) => candidate.id === id)
  if (inner === undefined) return null
  return viewBelow(inner, inner.localized === true ? below.slice(1) : below, value)
}
