import type { ReferenceInput } from '@verso/data'
import { type Content, contentLinks, type ContentType } from '@verso/model'
import { references as richTextReferences } from '@verso/rich-text'

/** A link from content to an entry or a file, and the field that holds it. */
export interface Link {
  fieldId: string
  locale: string | null
  /** JSON Pointer inside the field's value. */
  path: string
  kind: 'entry' | 'media'
  id: string
}

/** Every link of a whole content, those inside rich text included. */
export function linksOf(type: ContentType, content: Content): Link[] {
  return [
    ...contentLinks(type, content),
    ...type.fields.filter((field) => field.kind === 'richText').flatMap((field) => richTextLinks(field, content)),
  ]
}

/** The same as rows of the table of references, numbered in the order in which the content names them. */
export function referencesOf(links: readonly Link[]): ReferenceInput[] {
  return links.map(({ fieldId, locale, path, kind, id }, position) => ({
    fieldId,
    locale,
    path,
    position,
    ...(kind === 'entry' ? { toEntryId: id } : { toMediaId: id }),
  }))
}

function richTextLinks(field: ContentType['fields'][number], content: Content): Link[] {
  const value = content[field.id]
  if (value === undefined || value === null) return []
  if (field.localized !== true) return linksIn(field.id, null, value)
  if (typeof value !== 'object' || Array.isArray(value)) return []
  return Object.entries(value).flatMap(([locale, text]) => linksIn(field.id, locale, text))
}

function linksIn(fieldId: string, locale: string | null, value: unknown): Link[] {
  return richTextReferences(value).map(({ path, kind, id }) => ({ fieldId, locale, path, kind, id }))
}
