import { canonicalJson, type ContentType, type Field, typesWithin } from '@verso/model'

/** Ids of the component types that entries of a type may hold at some depth. */
export function componentIdsIn(type: ContentType): string[] {
  return [...new Set(type.fields.flatMap((field) => typesWithin(field).map((inner) => inner.id)))]
}

/** Which of the rows kept beside content a change of the model brings out of line. */
export interface OutOfLine {
  drafts: boolean
  publications: boolean
  /** Addresses of publications are made of another field, or of another form of it. */
  slugs: boolean
}

/**
 * Compares what drafts and publications of a type are made with. Names, order and labels make no difference, and a new field has no values
 * yet; on the way back over a change (`isBack`) it is one that was removed, and its values are there again.
 */
export function outOfLine(before: ContentType, after: ContentType, { isBack }: { isBack: boolean }): OutOfLine {
  const slugs = before.slugField !== after.slugField || slugForm(before) !== slugForm(after)
  const [was, is] = [formsOf(before), formsOf(after)]
  const publications = slugs || isMoved(was, is) || (isBack && isMoved(is, was))
  return { publications, drafts: publications || before.titleField !== after.titleField, slugs }
}

/** Whether drafts and publications of a type are found by other words, though they are in the form that they were in. */
export function isFoundOtherwise(before: ContentType, after: ContentType): boolean {
  return searchForm(before) !== searchForm(after)
}

/** What of a type is searched, and how it counts. */
function searchForm(type: ContentType): string {
  const held = new Map([type, ...type.fields.flatMap((field) => typesWithin(field))].map((one) => [one.id, one]))
  const searched = [...held.values()].map(({ id, fields }) => [
    id,
    fields.flatMap(({ id: fieldId, searchable, private: isPrivate, options }) =>
      searchable === true && isPrivate !== true ? [[fieldId, options?.map(({ value, label }) => [value, label]) ?? null]] : [],
    ),
  ])
  const title = type.fields.find(({ id }) => id === type.titleField)
  return canonicalJson([searched, title === undefined ? null : [title.id, title.private === true]])
}

type Forms = Map<string, string>

/** Whether something that was there is another now or gone, or something is there that is made of the rest. */
function isMoved(before: Forms, after: Forms): boolean {
  return (
    [...before].some(([id, form]) => after.get(id) !== form) ||
    [...after].some(([id, form]) => !before.has(id) && form.includes('"computed"'))
  )
}

function formsOf(type: ContentType): Forms {
  const held = new Map([type, ...type.fields.flatMap((field) => typesWithin(field))].map((one) => [one.id, one]))
  return new Map([...held.values()].flatMap((one) => one.fields.map((field) => [`${one.id} ${field.id}`, formOf(field)] as const)))
}

function formOf(field: Field): string {
  const { id, kind, many, localized, bigint, unique, uniqueWithin, expression, components, blocks } = field
  return canonicalJson({ id, kind, many, localized, bigint, unique, uniqueWithin, expression, components, blocks })
}

function slugForm(type: ContentType): string {
  const field = type.fields.find((candidate) => candidate.id === type.slugField)
  return field === undefined ? '' : formOf(field)
}
