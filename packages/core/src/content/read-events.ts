import type { EventItem, EventRow } from '@verso/data'
import type { ContentType, Model } from '@verso/model'
import type { PublishedAnswer, ReaderContext } from './published-answer.ts'
import { readableModel } from './readable-model.ts'

/** One change of one document, in the shape that every receiver gets. */
interface ContentEventItem {
  op: 'publish' | 'unpublish' | 'delete'
  id: string
  type: string
  locale: string | null
  slug: string | null
  previousSlug?: string
  revision: number | null
  changedFields: string[]
}

interface ContentEvent {
  seq: number
  type: string
  at: string
  items: ContentEventItem[]
  /** What else reads differently now. `complete: false` says that more than is named may: all of the types named. */
  affected: { entries: []; types: string[]; pages: []; complete: boolean }
}

/** The publication log after a `seq`, as far as this reader may know of it; `next` is the last number looked at. */
export async function readEvents(ctx: ReaderContext, { after, limit }: { after: bigint; limit: number }): Promise<PublishedAnswer> {
  const seq = await ctx.store.log.seq()
  const model = readableModel(await ctx.store.models.current(), ctx.actor)
  const rows = await ctx.store.log.list({ after, limit })
  const events = rows.flatMap((row) => toContentEvent(row, model) ?? [])
  const next = rows.at(-1)?.seq ?? after
  return {
    body: JSON.stringify({ events, next: Number(next) }),
    seq,
    pinned: false,
    shown: { entries: [], media: [], types: model.types.map(({ name }) => name) },
  }
}

/** Null where nothing of it is to be seen by this reader. */
function toContentEvent({ seq, kind, items, at, isQuiet }: EventRow, model: Model): ContentEvent | null {
  if (isQuiet) return null
  const seen = items.flatMap((item) => toItem(item, model) ?? [])
  if (seen.length === 0 && kind !== 'model.changed') return null
  const types = [...new Set(seen.map(({ type }) => type).filter((name) => model.types.some((type) => type.name === name)))]
  return { seq: Number(seq), type: kind, at: at.toISOString(), items: seen, affected: { entries: [], types, pages: [], complete: false } }
}

function toItem(
  { op, id, typeId, locale, slug, previousSlug, revision, changedFieldIds }: EventItem,
  model: Model,
): ContentEventItem | null {
  if (op !== 'publish' && op !== 'unpublish' && op !== 'delete') return null
  const type = model.types.find((candidate) => candidate.id === typeId)
  if (type === undefined) return null
  const mayKnowSlug = type.fields.some((field) => field.id === type.slugField)
  return {
    op,
    id,
    type: type.name,
    locale: locale ?? null,
    slug: mayKnowSlug ? (slug ?? null) : null,
    ...(mayKnowSlug && previousSlug !== undefined ? { previousSlug } : {}),
    revision: revision ?? null,
    changedFields: namesOf(type, changedFieldIds ?? []),
  }
}

function namesOf(type: ContentType, ids: readonly string[]): string[] {
  return type.fields.filter((field) => ids.includes(field.id)).map(({ name }) => name)
}
