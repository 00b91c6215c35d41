import { requireKeptAfter } from '../history/require-kept.ts'
import { toContentEvent } from './content-event.ts'
import { type EventFilterNames, eventFilterOf } from './event-filter.ts'
import type { PublishedAnswer, ReaderContext } from './published-answer.ts'
import { openModel, readableModel } from './readable-model.ts'

interface EventsPage extends EventFilterNames {
  after: bigint
  limit: number
}

/** The publication log after a `seq`, as far as this reader may know of it; `next` is the last number looked at. */
export async function readEvents(ctx: ReaderContext, { after, limit, ...names }: EventsPage): Promise<PublishedAnswer> {
  const seq = await ctx.store.log.seq()
  const whole = await ctx.store.models.current()
  const model = readableModel(whole, ctx.actor)
  const open = openModel(whole, ctx.actor, ctx.now())
  const filter = eventFilterOf(names, model)
  const rows = await ctx.store.log.list({ after, limit })
  await requireKeptAfter(ctx.store, after)
  const events = rows.flatMap((row) => toContentEvent(row, open, filter) ?? [])
  const next = rows.at(-1)?.seq ?? after
  return {
    body: JSON.stringify({ events, next: Number(next) }),
    seq,
    pinned: false,
    shown: { entries: [], media: [], types: model.types.map(({ name }) => name) },
  }
}
