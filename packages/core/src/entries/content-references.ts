import type { ReferenceInput } from '@verso/data'
import {
  type Content,
  type ContentLeaf,
  contentLeaves,
  type ContentLink,
  contentLinks,
  type ContentType,
  type Field,
  isNested,
} from '@verso/model'
import { references as richTextReferences } from '@verso/rich-text'

/** A link from content to an entry or a file, and the field that holds it. */
export type Link = ContentLink

/** Every link of a whole content, those inside rich text included. */
export function linksOf(type: ContentType, content: Content): Link[] {
  const linking = { fields: type.fields.filter(mayLink) }
  return linking.fields.length === 0 ? [] : [...contentLinks(linking, content), ...contentLeaves(linking, content).flatMap(richTextLinks)]
}

function mayLink(field: Field): boolean {
  return isNested(field) || field.kind === 'reference' || field.kind === 'media' || field.kind === 'richText'
}

/** The same as rows of the table of references, numbered in the order in which the content names them. */
export function referencesOf(links: readonly Link[]): ReferenceInput[] {
  return links.map(({ fieldId, inner, locale, path, kind, id }, position) => ({
    fieldId,
    inner,
    locale,
    path,
    position,
    ...(kind === 'entry' ? { toEntryId: id } : { toMediaId: id }),
  }))
}

function richTextLinks({ field, value, fieldId, inner, locale, path }: ContentLeaf): Link[] {
  if (field.kind !== 'richText') return []
  return richTextReferences(value).map((link) => ({ fieldId, inner, locale, path: path + link.path, kind: link.kind, id: link.id }))
}
