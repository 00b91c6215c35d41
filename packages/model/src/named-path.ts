import type { ContentType, Field } from './content-type.ts'
import { jsonPointer } from './json-pointer.ts'
import { componentTypesOf } from './link-types.ts'
import { isItemList, isNested } from './nested-items.ts'

export interface StoredPath {
  fieldId: string
  locale?: string | null | undefined
  /** JSON Pointer inside the value of the entry's field (of its locale), by ids; empty for all of it. */
  path?: string | undefined
}

/**
 * Where something stands in `fields` as people write them: a JSON Pointer by names. A path inside the content of one locale, which has no
 * languages in it, gets them back with `isFlat`, so that it is an address in the draft.
 */
export function namedPath(type: ContentType, { fieldId, locale, path = '' }: StoredPath, { isFlat = false } = {}): string {
  const field = type.fields.find(({ id }) => id === fieldId)
  const code = field?.localized === true ? locale : null
  const start = jsonPointer('fields', field?.name ?? fieldId, ...(code === undefined || code === null ? [] : [code]))
  return field === undefined ? start + path : start + namedBelow(field, path.split('/').slice(1), isFlat ? (locale ?? null) : null)
}

/** Segments are passed on as they stand, escaped; names of fields and ids need no escaping. */
function namedBelow(field: Field, segments: readonly string[], insert: string | null): string {
  const [index, ...rest] = isNested(field) && isItemList(field) ? segments : ['', ...segments]
  const [id, ...below] = rest
  const inner = id === undefined || !isNested(field) ? undefined : innerField(field, id)
  if (index === undefined || inner === undefined) return segments.map((segment) => `/${segment}`).join('')
  const start = `${index === '' ? '' : `/${index}`}/${inner.name}`
  if (inner.localized !== true) return start + namedBelow(inner, below, insert)
  if (insert !== null) return `${start}${jsonPointer(insert)}${namedBelow(inner, below, insert)}`
  const [locale, ...deeper] = below
  return locale === undefined ? start : `${start}/${locale}${namedBelow(inner, deeper, insert)}`
}

/** Ids of fields are unique, so that the type of a block need not be known. */
function innerField(field: Field, fieldId: string): Field | undefined {
  return componentTypesOf(field)
    .flatMap((type) => type.fields)
    .find(({ id }) => id === fieldId)
}
