import type { EventRow, Store } from '@verso/data'

/** Events of the log, of which the newest are read once for all endpoints. */
export interface RecentEvents {
  /** Those after a `seq`, oldest first; none where there are no more. */
  after: (seq: bigint) => Promise<EventRow[]>
}

const atOnce = 100
const kept = 2_000

export function createRecentEvents(store: Pick<Store, 'log'>): RecentEvents {
  const rows = new Map<bigint, EventRow>()
  const reading = new Map<bigint, Promise<EventRow[]>>()

  function remembered(after: bigint): EventRow[] {
    const found: EventRow[] = []
    for (let row = rows.get(after + 1n); row !== undefined && found.length < atOnce; row = rows.get(row.seq + 1n)) found.push(row)
    return found
  }

  async function read(after: bigint): Promise<EventRow[]> {
    const found = await store.log.list({ after, limit: atOnce })
    for (const row of found) rows.set(row.seq, row)
    for (const seq of rows.keys()) {
      if (rows.size <= kept) break
      rows.delete(seq)
    }
    return found
  }

  return {
    async after(seq) {
      const known = remembered(seq)
      if (known.length > 0) return known
      const underWay = reading.get(seq) ?? read(seq).finally(() => reading.delete(seq))
      reading.set(seq, underWay)
      return underWay
    },
  }
}
