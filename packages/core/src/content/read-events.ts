import { requireKeptAfter } from '../history/require-kept.ts'
import { toContentEvent } from './content-event.ts'
import { type EventFilterNames, eventFilterOf } from './event-filter.ts'
import type { PublishedAnswer, ReaderContext } from './published-answer.ts'
import { publishedRights, readableModel } from './readable-model.ts'
import { modelOfEvents, seenEvents } from './seen-events.ts'

interface EventsPage extends EventFilterNames {
  after: bigint
  limit: number
}

/** Where rows are told apart each event takes statements of its own. */
const mostApart = 50

/** The publication log after a `seq`, as far as this reader may know of it; `next` is the last number looked at. */
export async function readEvents(ctx: ReaderContext, { after, limit, ...names }: EventsPage): Promise<PublishedAnswer> {
  const seq = await ctx.store.log.seq()
  const whole = await ctx.store.models.current()
  const model = readableModel(whole, ctx.actor)
  const rights = publishedRights(ctx.actor, whole, { now: ctx.now(), isSearch: false })
  const filter = eventFilterOf(names, model)
  const rows = await ctx.store.log.list({ after, limit: rights === undefined ? limit : Math.min(limit, mostApart) })
  const seen = rights === undefined ? rows : await seenEvents(ctx, rows, rights)
  await requireKeptAfter(ctx.store, after)
  const told = rights === undefined ? model : modelOfEvents(model, rights)
  const events = seen.flatMap((row) => toContentEvent(row, told, filter) ?? [])
  const next = rows.at(-1)?.seq ?? after
  return {
    body: JSON.stringify({ events, next: Number(next) }),
    seq,
    pinned: false,
    shown: { entries: [], media: [], types: model.types.map(({ name }) => name) },
  }
}
