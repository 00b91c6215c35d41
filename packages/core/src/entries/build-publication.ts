import type { PublicationInput, UniqueWish } from '@verso/data'
import {
  canonicalJson,
  comparableDecimal,
  comparableValues,
  type Content,
  type ContentType,
  type Field,
  type FlatContent,
  flatType,
  isPlainObject,
  type Json,
  type Locale,
  presentValue,
  withComputed,
} from '@verso/model'
import { documentTexts } from '../search/document-texts.ts'
import { contentHash } from './content-hash.ts'
import { linksOf, referencesOf } from './content-references.ts'
import { type Origins, publishedContent } from './published-content.ts'

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
  /** Null: the time of the event that makes it public. */
  publishedAt: Date | null
  publishedById: string | null
}

/** The complete document of one locale, stand-ins applied, ready for its row. Pure. */
export function buildPublication(source: PublicationSource, locale: string, locales: Locale[]): PublicationInput {
  const { type } = source
  const { flat, origins } = publishedContent(source, locale, locales)
  const whole = withComputed(type, flat)
  const values = comparableValues(type, whole)
  return {
    entryId: source.entryId,
    typeId: type.id,
    locale,
    slug: slugOf(type, flat),
    revision: source.revision,
    layout: source.modelVersion,
    pieces: type.fields.map((field) => JSON.stringify(whole[field.id] ?? presentValue(field))),
    values: withOwnLists(type, { whole, values, origins }),
    origins,
    hash: contentHash(type, flat),
    publishedAt: source.publishedAt,
    updatedAt: source.revisedAt,
    createdAt: source.createdAt,
    publishedById: source.publishedById,
    references: referencesOf(linksOf(flatType(type), flat)),
    texts: documentTexts({ type, flat: whole, locale, origins }, locales),
    uniques: uniqueValues(type, values),
    ...(type.tree === true ? { inTree: true } : {}),
  }
}

/**
 * Below a list the values of all items are looked at together, and a component or a list of them may stand in as a whole. Where some of what is
 * inside stands in from another language, `_own` holds the rest, for readers who want no stand-ins.
 */
function withOwnLists(type: ContentType, { whole, values, origins }: { whole: FlatContent; values: Content; origins: Origins }): Content {
  const standIns = Object.keys(origins).filter((key) => /\/\d+\//.test(key) || Object.keys(values).some((one) => one.startsWith(`${key}/`)))
  if (standIns.length === 0) return values
  const ownValues = comparableValues(type, withoutValues(whole, standIns))
  const moved = Object.keys(values).filter((key) => canonicalJson(values[key] ?? null) !== canonicalJson(ownValues[key] ?? null))
  return { ...values, _own: Object.fromEntries(moved.map((key) => [key, ownValues[key] ?? null])) }
}

function withoutValues(flat: FlatContent, keys: readonly string[]): FlatContent {
  const own = structuredClone(flat)
  for (const key of keys) {
    const path = key.split('/')
    let holder: unknown = own
    for (const step of path.slice(0, -1)) holder = isPlainObject(holder) || Array.isArray(holder) ? Reflect.get(holder, step) : undefined
    if (isPlainObject(holder)) delete holder[path.at(-1) ?? '']
  }
  return own
}

function slugOf(type: ContentType, flat: FlatContent): string | null {
  const slug = type.slugField === undefined ? undefined : flat[type.slugField]
  return typeof slug === 'string' && slug !== '' ? slug : null
}

/** What no other publication of the type may hold: in the same locale, or in any where all locales share the value or it says so. */
function uniqueValues(type: ContentType, values: Content): UniqueWish[] {
  return type.fields.flatMap((field): UniqueWish[] => {
    const value: Json | undefined = isUnique(field) && field.id !== type.slugField ? values[field.id] : undefined
    if (value === undefined || value === null || value === '') return []
    const other = type.fields.find(({ id }) => id === field.uniqueWithin)
    const within = other === undefined ? null : (values[other.id] ?? null)
    return [
      {
        fieldId: field.id,
        value: spellingOf(field, value),
        ...(field.uniqueWithin === undefined ? {} : { within: other === undefined || within === null ? null : spellingOf(other, within) }),
        ...(field.unique === 'type' || field.localized !== true ? { across: true } : {}),
      },
    ]
  })
}

/** The one text that stands for a value, however it was written. */
function spellingOf({ kind }: Field, value: Json): string {
  return kind === 'decimal' ? comparableDecimal(String(value)) : String(value)
}

function isUnique({ unique }: Field): boolean {
  return unique === true || unique === 'type'
}
