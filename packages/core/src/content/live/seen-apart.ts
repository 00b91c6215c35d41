import type { EventRow, RowRights, Store } from '@verso/data'
import { createRemembered } from '../remembered.ts'
import { seenEvents } from '../seen-events.ts'

/** An event as far as somebody may know of it whose rights tell rows apart; `key` says these. */
export type SeenApart = (row: EventRow, reader: { key: string; rights: RowRights }) => Promise<EventRow>

const maxKept = 200
/** A condition may speak of the time: what was seen counts as long as a verdict on rights does. */
const keptMs = 1_000

/** Looks an event up once for all who listen with the same rights, one event after the other: readers of content need the database too. */
export function createSeenApart(store: Pick<Store, 'reads'>): SeenApart {
  const known = createRemembered<string, { until: number; seen: Promise<EventRow> }>(maxKept)
  let last: Promise<unknown> = Promise.resolve()

  function lookUp(row: EventRow, rights: RowRights): Promise<EventRow> {
    const seen = last.then(async () => (await seenEvents({ store }, [row], rights))[0] ?? { ...row, items: [] })
    last = seen.catch(() => {})
    return seen
  }

  return (row, { key, rights }) => {
    const name = `${row.seq} ${key}`
    const before = known.get(name)
    if (before !== undefined && before.until > performance.now()) return before.seen
    const seen = lookUp(row, rights)
    const made = { until: Number.POSITIVE_INFINITY, seen }
    known.set(name, made)
    seen.then(
      () => {
        made.until = performance.now() + keptMs
      },
      () => {
        made.until = 0
      },
    )
    return seen
  }
}
