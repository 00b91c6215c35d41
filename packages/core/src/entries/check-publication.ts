import type { EntryRow, PublicationInput, Tables } from '@verso/data'
import { checkContent, contentForLocale, type ContentType, fieldAt, type Issue, localeChain, type Locale } from '@verso/model'
import type { Context } from '../context.ts'
import type { RefusalIssue } from '../refusal.ts'
import { addressHolder, localesWithoutParent, parentUnpublished } from './entry-address.ts'
import { fieldPath, linkPath, missingTarget, wrongTarget } from './check-links.ts'
import { type Link, linksOf } from './content-references.ts'
import { originLocale } from './origin-locale.ts'
import { type ClaimedValue, takenIssues } from './taken-issues.ts'

export interface PublicationToCheck {
  entry: EntryRow
  type: ContentType
  locales: Locale[]
  /** The documents that are to become public. */
  publications: PublicationInput[]
  /** Entries that become public by the same act. */
  companions: ReadonlySet<string>
}

/** Every rule that a publication would break, each fault once: the model's, then what links lead to, then what others hold. */
export async function checkPublication(ctx: Context, tables: Tables, candidate: PublicationToCheck): Promise<RefusalIssue[]> {
  const { publications } = candidate
  const ofModel = publications.flatMap(({ locale }) => modelIssues(candidate, locale))
  const all: RefusalIssue[] = [
    ...ofModel,
    ...(await placeIssues(tables, candidate)),
    ...(await linkIssues(tables, candidate)),
    ...(await claimIssues(ctx, tables, candidate)),
  ]
  return [...new Map(all.map((issue) => [JSON.stringify([issue.path, issue.code, issue.message, issue.locale]), issue])).values()]
}

/** Faults of the content of one locale. That of a value which stands in from another language is said where it was written. */
function modelIssues({ entry, type, locales }: PublicationToCheck, locale: string): Issue[] {
  const issues = checkContent(type, contentForLocale(type, entry.content, localeChain(locales, locale)), locale)
  const moved = type.fields.flatMap((field) => {
    const origin = field.localized === true ? originLocale(field, { content: entry.content, locales }, locale) : locale
    return origin === locale
      ? []
      : [{ from: fieldPath(type, { fieldId: field.id, locale }), to: fieldPath(type, { fieldId: field.id, locale: origin }) }]
  })
  return issues.map((issue) => {
    const place = moved.find(({ from }) => issue.path === from || issue.path.startsWith(`${from}/`))
    return place === undefined ? issue : { ...issue, path: place.to + issue.path.slice(place.from.length) }
  })
}

/** What a document needs to have a path in a tree: a slug, and an entry above that is public in its language. */
async function placeIssues(tables: Tables, { entry, type, publications, companions }: PublicationToCheck): Promise<RefusalIssue[]> {
  if (type.tree !== true) return []
  const isAlong = entry.parentId !== null && companions.has(entry.parentId)
  const locales = publications.map(({ locale }) => locale)
  const orphaned = isAlong ? [] : await localesWithoutParent(tables, entry, locales)
  const slug = type.fields.find((field) => field.id === type.slugField)
  const unnamed = slug === undefined || slug.required === true ? [] : publications.filter((publication) => publication.slug === null)
  return [
    ...orphaned.map((locale) => parentUnpublished(entry.parentId, locale)),
    ...unnamed.map(({ locale }) => ({
      path: fieldPath(type, { fieldId: slug?.id ?? '', locale: slug?.localized === true ? locale : null }),
      code: 'required',
      message: `${slug?.label ?? 'The slug'} is a part of the path and can not be empty`,
    })),
  ]
}

/** Links that a publication must not hold: to nothing, to what the field doesn't take (any more), or to what isn't public where it asks for that. */
export async function linkIssues(tables: Tables, { entry, type, publications, companions }: PublicationToCheck): Promise<Issue[]> {
  const public_ = new Set(publications.map(({ locale }) => locale))
  const links = linksOf(type, entry.content).filter(({ locale }) => locale === null || public_.has(locale))
  const entryIds = [...new Set(links.flatMap((link) => (link.kind === 'entry' ? [link.id] : [])))]
  const mediaIds = [...new Set(links.flatMap((link) => (link.kind === 'media' ? [link.id] : [])))]
  const entries = new Map((entryIds.length === 0 ? [] : await tables.entries.findMany(entryIds)).map((row) => [row.id, row]))
  const media = new Map((mediaIds.length === 0 ? [] : await tables.media.findMany(mediaIds)).map((row) => [row.id, row.mimeType]))
  return links.flatMap((link): Issue[] => {
    if (link.kind === 'media') {
      const mimeType = media.get(link.id)
      return mimeType === undefined ? [missingTarget(type, link)] : wrongTarget(type, link, mimeType)
    }
    const target = entries.get(link.id)
    // A companion may not be written yet: the records of an import refer forward.
    if (target === undefined) return companions.has(link.id) ? [] : [missingTarget(type, link)]
    const isPublic = target.publications.length > 0 || companions.has(target.id) || target.id === entry.id
    const wrong = wrongTarget(type, link, target.typeId)
    return isPublic || wrong.length > 0 || !mustBePublic(type, link)
      ? wrong
      : [{ path: linkPath(type, link), code: 'target_unpublished', message: 'The entry that this refers to is not published' }]
  })
}

function mustBePublic(type: ContentType, link: Link): boolean {
  const missing = fieldAt(type, link)?.onMissingTarget
  return missing === 'refuse' || missing === 'publish'
}

async function claimIssues(
  ctx: Context,
  tables: Tables,
  { entry, type, locales, publications }: PublicationToCheck,
): Promise<RefusalIssue[]> {
  const about = { type, content: entry.content, locales }
  const claims: ClaimedValue[] = []
  for (const { locale, slug } of publications) {
    const holderId = slug === null ? null : await addressHolder(tables, { entry, type, locale, slug })
    if (holderId !== null && holderId !== entry.id && type.slugField !== undefined)
      claims.push({ ...about, fieldId: type.slugField, locale, holderId })
  }
  const taken = await tables.publications.takenUniques(publications)
  const uniques = taken.flatMap(({ fieldId, locale, holderId }) => (fieldId === null ? [] : [{ ...about, fieldId, locale, holderId }]))
  return takenIssues(ctx, tables, [...claims, ...uniques])
}
