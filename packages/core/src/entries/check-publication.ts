import type { EntryRow, PublicationInput, Tables } from '@verso/data'
import { checkContent, contentForLocale, type ContentType, type Issue, localeChain, type Locale } from '@verso/model'
import { may } from '../authorise.ts'
import type { Context } from '../context.ts'
import type { RefusalIssue } from '../refusal.ts'
import { fieldPath, linkPath, missingTarget } from './check-links.ts'
import { type Link, linksOf } from './content-references.ts'

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
  const { entry, type, locales, publications } = candidate
  const ofModel = publications.flatMap(({ locale }) =>
    checkContent(type, contentForLocale(type, entry.content, localeChain(locales, locale)), locale),
  )
  const all = [...ofModel, ...(await linkIssues(tables, candidate)), ...(await takenIssues(ctx, tables, candidate))]
  return [...new Map(all.map((issue) => [`${issue.path} ${issue.code}`, issue])).values()]
}

/** Links that a publication must not hold: to nothing, or to what isn't public where the field asks for it. */
export async function linkIssues(tables: Tables, { entry, type, publications, companions }: PublicationToCheck): Promise<Issue[]> {
  const public_ = new Set(publications.map(({ locale }) => locale))
  const links = linksOf(type, entry.content).filter(({ locale }) => locale === null || public_.has(locale))
  const entryIds = [...new Set(links.flatMap((link) => (link.kind === 'entry' ? [link.id] : [])))]
  const mediaIds = [...new Set(links.flatMap((link) => (link.kind === 'media' ? [link.id] : [])))]
  const entries = new Map((entryIds.length === 0 ? [] : await tables.entries.findMany(entryIds)).map((row) => [row.id, row]))
  const media = new Set((mediaIds.length === 0 ? [] : await tables.media.findMany(mediaIds)).map((row) => row.id))
  return links.flatMap((link): Issue[] => {
    if (link.kind === 'media') return media.has(link.id) ? [] : [missingTarget(type, link)]
    const target = entries.get(link.id)
    // A companion may not be written yet: the records of an import refer forward.
    if (target === undefined) return companions.has(link.id) ? [] : [missingTarget(type, link)]
    const isPublic = target.publications.length > 0 || companions.has(target.id) || target.id === entry.id
    return isPublic || !mustBePublic(type, link)
      ? []
      : [{ path: linkPath(type, link), code: 'target_unpublished', message: 'The entry that this refers to is not published' }]
  })
}

function mustBePublic(type: ContentType, { fieldId }: Link): boolean {
  return type.fields.some((field) => field.id === fieldId && (field.onMissingTarget === 'refuse' || field.onMissingTarget === 'publish'))
}

async function takenIssues(ctx: Context, tables: Tables, { entry, type, publications }: PublicationToCheck): Promise<RefusalIssue[]> {
  const issues: RefusalIssue[] = []
  for (const { locale, slug, uniques } of publications) {
    const slugHolder = slug === null ? null : await tables.publications.slugHolder(type.id, locale, slug)
    if (slugHolder !== null && slugHolder !== entry.id && type.slugField !== undefined) {
      issues.push(await takenIssue(ctx, tables, { type, fieldId: type.slugField, locale, holderId: slugHolder }))
    }
    for (const { fieldId, value } of uniques) {
      const holderId = await tables.publications.uniqueHolder(fieldId, locale, value)
      if (holderId !== null && holderId !== entry.id) issues.push(await takenIssue(ctx, tables, { type, fieldId, locale, holderId }))
    }
  }
  return issues
}

export interface TakenValue {
  type: ContentType
  fieldId: string
  locale: string
  holderId: string | null
}

/** A value that another publication holds; who that is, only for those who may read it. */
export async function takenIssue(
  ctx: Context,
  tables: Tables,
  { type, fieldId, locale, holderId }: TakenValue,
): Promise<RefusalIssue & { path: string }> {
  const field = type.fields.find((candidate) => candidate.id === fieldId)
  const holder = holderId === null ? null : await tables.entries.find(holderId)
  return {
    path: fieldPath(type, { fieldId, locale: field?.localized === true ? locale : null }),
    code: 'unique_taken',
    message: `Another published entry has the same ${field?.label ?? 'value'}`,
    ...(holder !== null && may(ctx.actor, 'read', holder) ? { holderId: holder.id } : {}),
  }
}
