import type { EntryRow, HeadRow, PublicationInput, PublishedTimes, TakenSeq } from '@verso/data'
import type { Context } from '../context.ts'
import type { PlannedAct } from './reader-act.ts'

/**
 * An entry as publishing or unpublishing its draft leaves it, made of what is known instead of asked for again. Null where only the database
 * knows it: in a tree the path is made of what stands above.
 */
export function rowAfter(ctx: Context, act: PlannedAct): ((taken: TakenSeq | null) => EntryRow) | null {
  const { entry, type } = act.inHand
  if (type.tree === true || act.action === 'trash') return null
  return (taken) => (taken === null ? entry : { ...entry, ...publicSide(act, taken, ctx.actor.id), wasPublished: true })
}

function publicSide(
  { inHand: { entry }, publications, ended }: PlannedAct,
  taken: TakenSeq,
  byId: string | null,
): Pick<EntryRow, 'publications' | 'published'> {
  const codes = new Set([...publications, ...ended].map(({ locale }) => locale))
  const times = new Map(entry.published.map((one) => [one.locale, one]))
  const fresh = publications.map((publication) => timesAfter(publication, { before: times.get(publication.locale), at: taken.at, byId }))
  for (const one of fresh) times.set(one.locale, one)
  const heads = publications.map((publication) => headAfter(publication, taken, times.get(publication.locale)?.firstPublishedAt))
  return {
    publications: byLocale([...entry.publications.filter(({ locale }) => !codes.has(locale)), ...heads]),
    published: byLocale([...times.values()]),
  }
}

function timesAfter(
  { locale }: PublicationInput,
  { before, at, byId }: { before: PublishedTimes | undefined; at: Date; byId: string | null },
): PublishedTimes {
  return { locale, firstPublishedAt: at, firstPublishedById: byId, ...before, publishedAt: at, publishedById: byId }
}

function headAfter({ locale, revision, slug, hash }: PublicationInput, { seq, at }: TakenSeq, firstPublishedAt = at): HeadRow {
  return { locale, revision, seq, slug, path: slug === null ? null : `/${slug}`, hash, publishedAt: at, firstPublishedAt }
}

function byLocale<T extends { locale: string }>(rows: T[]): T[] {
  return rows.toSorted((a, b) => (a.locale < b.locale ? -1 : 1))
}
