import type { Tables } from '@verso/data'
import {
  type Content,
  contentForLocale,
  type ContentType,
  type Field,
  isMissing,
  isPlainObject,
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

/** A slug field (in a locale) that has nothing yet, and what its source fields make. */
export interface OpenSlug {
  field: Field
  locale: string | null
  slug: string
}

/** Fills empty slug fields from their source fields, with the first numbered form that no other entry of the type uses. */
export async function proposeSlugs(tables: Tables, wish: SlugWish): Promise<Content> {
  const proposals: OpenSlug[] = []
  for (const open of openSlugs(wish)) {
    const slug = await freeSlug(tables, wish, open)
    if (slug !== null) proposals.push({ ...open, slug })
  }
  return withSlugs(wish.content, proposals)
}

/** What is to be proposed for a content. Looks at nothing else. */
export function openSlugs({ type, content, locales, leave }: Omit<SlugWish, 'entryId' | 'parentId'>): OpenSlug[] {
  const fields = type.fields.filter((candidate) => isProposable(candidate) && !leave.has(candidate.id))
  return fields.flatMap((field) => {
    const present = content[field.id]
    const isEmptyIn = ({ code }: Locale) => isMissing((isPlainObject(present) ? present[code] : undefined) as Json | undefined, field)
    if (field.localized !== true) return isMissing(present, field) ? slugFrom({ type, content, locales }, field, null) : []
    return locales.filter(isEmptyIn).flatMap(({ code }) => slugFrom({ type, content, locales }, field, code))
  })
}

/** The content with what was proposed for it. */
export function withSlugs(content: Content, proposals: readonly OpenSlug[]): Content {
  const filled = { ...content }
  for (const { field, locale, slug } of proposals) {
    const present = filled[field.id]
    filled[field.id] =
      locale === null ? slug : { ...(isPlainObject(present) ? (present as { [locale: string]: Json }) : {}), [locale]: slug }
  }
  return filled
}

/** The first of `slug`, `slug-2`, `slug-3` … that no other entry of the type uses. */
export async function freeSlug(
  tables: Tables,
  { type, entryId, parentId }: Pick<SlugWish, 'type' | 'entryId' | 'parentId'>,
  { field, locale, slug, isClaimed }: OpenSlug & { isClaimed?: (slug: string) => boolean },
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
  return slugs.find((candidate) => !taken.has(candidate) && isClaimed?.(candidate) !== true) ?? null
}

function isProposable(field: Field): boolean {
  return field.kind === 'slug' && field.from !== undefined && field.from.length > 0
}

function slugFrom(
  { type, content, locales }: Pick<SlugWish, 'type' | 'content' | 'locales'>,
  field: Field,
  locale: string | null,
): OpenSlug[] {
  const language = locale ?? defaultLocale(locales)
  const chain = locale === null ? localeChain(locales, language) : [locale]
  const flat = contentForLocale(type, content, chain)
  const words = (field.from ?? []).map((id) => textOf(flat[id])).filter((text) => text !== '')
  const slug = slugOf(words.join(' '), language)
  return slug === '' || isUuid(slug) ? [] : [{ field, locale, slug }]
}

function textOf(value: Json | undefined): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number') return String(value)
  return Array.isArray(value) ? toText(value) : ''
}
