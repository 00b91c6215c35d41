import { requireKeptAfter } from '../history/require-kept.ts'
import { toContentEvent } from './content-event.ts'
import { type EventFilterNames, eventFilterOf } from './event-filter.ts'
import type { PublishedAnswer, ReaderContext } from './published-answer.ts'
import { readableModel } from './readable-model.ts'

interface EventsPage extends EventFilterNames {
  after: bigint
  limit: number
}

/** The publication log after a `seq`, as far as this reader may know of it; `next` is the last number looked at. */
export async function readEvents(ctx: ReaderContext, { after, limit, ...names }: EventsPage): Promise<PublishedAnswer> {
  const seq = await ctx.store.log.seq()
  const model = readableModel(await ctx.store.models.current(), ctx.actor)
  const filter = eventFilterOf(names, model)
  const rows = await ctx.store.log.list({ after, limit })
  await requireKeptAfter(ctx.store, after)
  const events = rows.flatMap((row) => toContentEvent(row, model, filter) ?? [])
  const next = rows.at(-1)?.seq ?? after
  return {
    body: JSON.stringify({ events, next: Number(next) }),
    seq,
    pinned: false,
    shown: { entries: [], media: [], types: model.types.map(({ name }) => name) },
  }
}
