import { type ContentType, type Field, componentTypesOf, isItemList, isNested } from '@verso/model'
import { limits } from './limits.ts'
import { findField } from './plan-context.ts'

/** A field that a path leads to: one of the entry's own, or one inside its components and blocks. */
export interface FieldPlace {
  field: Field
  /** Id of the entry's own field. */
  fieldId: string
  /** For a field inside: the ids below `fieldId` on the way to it, joined by `/`. */
  inner?: string
  /** Whether the value differs by locale, at any step of the way. */
  localized: boolean
  /** Whether a list of components stands on the way, so that there may be several values. */
  isListed: boolean
  /** The names after it, which lead across a reference. */
  rest: readonly string[]
}

/** Goes along the names of a path as far as components lead: `seo.title`, or `sections.hero.heading` with the name of the block. */
export function findPlace(type: ContentType, segments: readonly string[]): FieldPlace | undefined {
  const [name = '', ...rest] = segments
  const field = findField(type, name)
  return field === undefined ? undefined : inside({ field, fieldId: field.id, localized: field.localized === true, isListed: false, rest })
}

function inside(place: FieldPlace): FieldPlace | undefined {
  const { field } = place
  if (!isNested(field) || place.rest.length === 0) return place
  const types = componentTypesOf(field)
  const [first = '', ...others] = place.rest
  const type = field.kind === 'blocks' ? types.find(({ name }) => name === first) : types[0]
  const [name = '', ...rest] = field.kind === 'blocks' ? others : place.rest
  const inner = type === undefined ? undefined : findField(type, name)
  if (type === undefined || inner === undefined) return undefined
  const ids = [...(place.inner === undefined ? [] : [place.inner]), ...(field.kind === 'blocks' ? [type.id] : []), inner.id]
  return inside({
    field: inner,
    fieldId: place.fieldId,
    inner: ids.join('/'),
    localized: place.localized || inner.localized === true,
    isListed: place.isListed || isItemList(field),
    rest,
  })
}

/** Whether a path has more parts than a read may ask for: components at its beginning are one part, however deep they go. */
export function isTooDeep(type: ContentType, segments: readonly string[]): boolean {
  if (segments.length <= limits.pathDepth) return false
  const place = segments.length > limits.pathParts ? undefined : findPlace(type, segments)
  return place === undefined || place.rest.length >= limits.pathDepth
}

/** A plain link of the entry, or one inside its components. */
export function linkOf({ fieldId, inner, localized }: FieldPlace): { fieldId: string; inner?: string; localized: boolean } {
  return { fieldId, ...(inner === undefined ? {} : { inner }), localized }
}
