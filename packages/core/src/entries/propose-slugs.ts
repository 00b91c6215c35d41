import type { Tables } from '@verso/data'
import {
  type Content,
  contentForLocale,
  type ContentType,
  type Field,
  isMissing,
  isUuid,
  type Json,
  type Locale,
  localeChain,
} from '@verso/model'
import { toText } from '@verso/rich-text'
import { defaultLocale } from './entry-title.ts'
import { slugOf } from './slug-of.ts'

/** How many numbered forms of a slug are looked at together; beyond them a slug is so common that people choose better. */
const attempts = 50

export interface SlugWish {
  type: ContentType
  content: Content
  locales: Locale[]
  /** The entry that the slugs are for; null for one that isn't there yet. */
  entryId: string | null
  /** In a tree, the entry that it stands below: an address needs to be free there only. */
  parentId?: string | null | undefined
  /** Fields that are to keep what they have, even if that is nothing. */
  leave: ReadonlySet<string>
}

/** Fills empty slug fields from their source fields, with the first numbered form that no other entry of the type uses. */
export async function proposeSlugs(tables: Tables, wish: SlugWish): Promise<Content> {
  const content = { ...wish.content }
  for (const field of wish.type.fields.filter((candidate) => isProposable(candidate) && !wish.leave.has(candidate.id))) {
    if (field.localized === true) content[field.id] = await localizedSlugs(tables, wish, field)
    else if (isMissing(content[field.id], field)) content[field.id] = await proposal(tables, wish, { field, locale: null })
    if (isAbsent(content[field.id])) delete content[field.id]
  }
  return content
}

/** The first of `slug`, `slug-2`, `slug-3` … that no other entry of the type uses. */
export async function freeSlug(
  tables: Tables,
  { type, entryId, parentId }: Pick<SlugWish, 'type' | 'entryId' | 'parentId'>,
  { field, locale, slug }: { field: Field; locale: string | null; slug: string },
): Promise<string | null> {
  const slugs = [slug, ...Array.from({ length: attempts - 1 }, (_, index) => `${slug}-${index + 2}`)]
  const taken = new Set(
    await tables.entries.takenSlugs({
      typeId: type.id,
      fieldId: field.id,
      locale,
      slugs,
      exceptEntryId: entryId,
      parentId: type.tree === true ? (parentId ?? null) : undefined,
    }),
  )
  return slugs.find((candidate) => !taken.has(candidate)) ?? null
}

function isProposable(field: Field): boolean {
  return field.kind === 'slug' && field.from !== undefined && field.from.length > 0
}

async function localizedSlugs(tables: Tables, wish: SlugWish, field: Field): Promise<Json> {
  const present = wish.content[field.id]
  const slugs: Record<string, Json> = typeof present === 'object' && present !== null && !Array.isArray(present) ? { ...present } : {}
  for (const { code } of wish.locales.filter((locale) => isMissing(slugs[locale.code], field))) {
    const proposed = await proposal(tables, wish, { field, locale: code })
    if (proposed !== null) slugs[code] = proposed
  }
  return slugs
}

async function proposal(
  tables: Tables,
  wish: SlugWish,
  { field, locale }: { field: Field; locale: string | null },
): Promise<string | null> {
  const language = locale ?? defaultLocale(wish.locales)
  const chain = locale === null ? localeChain(wish.locales, language) : [locale]
  const flat = contentForLocale(wish.type, wish.content, chain)
  const words = (field.from ?? []).map((id) => textOf(flat[id])).filter((text) => text !== '')
  const slug = slugOf(words.join(' '), language)
  return slug === '' || isUuid(slug) ? null : freeSlug(tables, wish, { field, locale, slug })
}

function textOf(value: Json | undefined): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number') return String(value)
  return Array.isArray(value) ? toText(value) : ''
}

function isAbsent(value: Json | undefined): boolean {
  return value === undefined || value === null || (typeof value === 'object' && !Array.isArray(value) && Object.keys(value).length === 0)
}
