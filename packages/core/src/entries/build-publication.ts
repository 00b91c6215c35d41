import type { PublicationInput } from '@verso/data'
import {
  comparableValues,
  type Content,
  contentForLocale,
  type ContentType,
  type FlatContent,
  type Json,
  type Locale,
  localeChain,
  presentValue,
} from '@verso/model'
import { contentHash } from './content-hash.ts'
import { linksOf, referencesOf } from './content-references.ts'
import { flatType } from './flat-type.ts'

/** One whole revision of an entry, to be made public in one locale. */
export interface PublicationSource {
  type: ContentType
  /** Version of the model whose order of fields the pieces are written in. */
  modelVersion: number
  entryId: string
  content: Content
  revision: number
  /** Time of the revision: what readers see as `_updatedAt`. */
  revisedAt: Date
  createdAt: Date
  publishedAt: Date
  publishedById: string | null
}

/** The complete document of one locale, stand-ins applied, ready for its row. Pure. */
export function buildPublication(source: PublicationSource, locale: string, locales: Locale[]): PublicationInput {
  const { type } = source
  const flat = contentForLocale(type, source.content, localeChain(locales, locale))
  const values = comparableValues(type, flat)
  return {
    entryId: source.entryId,
    typeId: type.id,
    locale,
    slug: slugOf(type, flat),
    revision: source.revision,
    layout: source.modelVersion,
    pieces: type.fields.map((field) => JSON.stringify(flat[field.id] ?? presentValue(field))),
    values,
    hash: contentHash(type, flat),
    publishedAt: source.publishedAt,
    updatedAt: source.revisedAt,
    createdAt: source.createdAt,
    publishedById: source.publishedById,
    references: referencesOf(linksOf(flatType(type), flat)),
    uniques: uniqueValues(type, values),
  }
}

function slugOf(type: ContentType, flat: FlatContent): string | null {
  const slug = type.slugField === undefined ? undefined : flat[type.slugField]
  return typeof slug === 'string' && slug !== '' ? slug : null
}

/** Values that no other publication of the type may hold in the same locale, as text. */
function uniqueValues(type: ContentType, values: Content): { fieldId: string; value: string }[] {
  return type.fields.flatMap((field) => {
    const value: Json | undefined = field.unique === true && field.id !== type.slugField ? values[field.id] : undefined
    return value === undefined || value === null || value === '' ? [] : [{ fieldId: field.id, value: String(value) }]
  })
}
