import { requireKeptAfter } from '../history/require-kept.ts'
import { impactOfEvent } from '../impact/impact-of-event.ts'
import { type ContentEvent, toContentEvent } from './content-event.ts'
import { type EventFilterNames, eventFilterOf } from './event-filter.ts'
import type { PublishedAnswer, ReaderContext } from './published-answer.ts'
import { openModel, publishedRights, readableModel } from './readable-model.ts'
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
  // Of who leads to it only types are told whose rows aren't told apart.
  const open = openModel(whole, ctx.actor, ctx.now())
  const events: ContentEvent[] = []
  for (const row of seen) {
    const event = toContentEvent(row, told, filter)
    if (event !== null) events.push({ ...event, affected: await impactOfEvent(ctx.store, row, open) })
  }
  const next = rows.at(-1)?.seq ?? after
  return {
    body: JSON.stringify({ events, next: Number(next) }),
    seq,
    pinned: false,
    shown: { entries: [], media: [], types: model.types.map(({ name }) => name) },
  }
}
