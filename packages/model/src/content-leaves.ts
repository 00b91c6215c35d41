import type { Content } from './content.ts'
import type { ContentType, Field } from './content-type.ts'
import type { Json } from './json.ts'
import { jsonPointer } from './json-pointer.ts'
import { componentTypesOf } from './link-types.ts'
import { isNested, nestedItems } from './nested-items.ts'
import { valuesByLocale } from './values-by-locale.ts'

/** One value that holds no fields of its own, wherever it stands in an entry. */
export interface ContentLeaf {
  /** The entry's own field; for a value inside a component or block the field of the entry that holds it all. */
  fieldId: string
  /** Ids below `fieldId` on the way to the leaf's own field, joined by `/`; null for a value of a plain field. */
  inner: string | null
  /** Null where all locales share the value. */
  locale: string | null
  /** JSON Pointer to the value inside that of the entry's field (of its locale), by ids. */
  path: string
  /** The leaf's own field. */
  field: Field
  value: Json
}

/** Every value of an entry's content, in the order of the model. For the content of one locale, ask with its flat type. */
export function contentLeaves(type: Pick<ContentType, 'fields'>, content: Content): ContentLeaf[] {
  const leaves: ContentLeaf[] = []
  for (const field of type.fields) {
    const at: Place = { fieldId: field.id, inner: null, locale: null, path: '' }
    if (field.localized !== true) addLeaves(leaves, { field, value: content[field.id], at })
    else
      for (const [locale, value] of Object.entries(valuesByLocale(content[field.id])))
        addLeaves(leaves, { field, value, at: { ...at, locale } })
  }
  return leaves
}

type Place = Omit<ContentLeaf, 'field' | 'value'>

function addLeaves(leaves: ContentLeaf[], { field, value, at }: { field: Field; value: Json | undefined; at: Place }): void {
  if (value === undefined || value === null) return
  if (!isNested(field)) {
    leaves.push({ ...at, field, value })
    return
  }
  for (const { type, value: members, index, steps } of nestedItems(field, value)) {
    const path = index === null ? at.path : at.path + jsonPointer(index)
    for (const inner of type.fields) {
      const ids = [...(at.inner === null ? [] : [at.inner]), ...steps, inner.id].join('/')
      const below = { field: inner, value: members[inner.id], at: { ...at, inner: ids, path: path + jsonPointer(inner.id) } }
      if (inner.localized === true) addLocalized(leaves, below)
      else addLeaves(leaves, below)
    }
  }
}

function addLocalized(leaves: ContentLeaf[], { field, value, at }: { field: Field; value: Json | undefined; at: Place }): void {
  for (const [locale, own] of Object.entries(valuesByLocale(value)))
    addLeaves(leaves, { field, value: own, at: { ...at, locale, path: at.path + jsonPointer(locale) } })
}

/** The field that a link or value inside an entry belongs to, by the ids on the way to it. */
export function fieldAt(type: ContentType, { fieldId, inner }: Pick<ContentLeaf, 'fieldId' | 'inner'>): Field | undefined {
  let found = type.fields.find(({ id }) => id === fieldId)
  const ids = inner?.split('/') ?? []
  while (found !== undefined && ids.length > 0) {
    const typeId = found.kind === 'blocks' ? ids.shift() : null
    const types = componentTypesOf(found)
    const inside = typeId === null ? types[0] : types.find(({ id }) => id === typeId)
    const next = ids.shift()
    found = inside?.fields.find(({ id }) => id === next)
  }
  return found
}
