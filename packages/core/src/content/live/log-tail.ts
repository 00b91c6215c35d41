import type { EventRow, Store } from '@verso/data'
import { createTold } from '../kept/told-of-commits.ts'

/** The newest events of the log, read once for all of a process who follow it. */
export interface LogTail {
  /** The `seq` up to which everything was handed over. */
  at: () => bigint
  /** The next events after a `seq`, oldest first, out of memory where that still holds them. */
  after: (seq: bigint) => Promise<EventRow[]>
  stop: () => Promise<void>
}

interface Hearing {
  /** Gets events in their order, each once; after a failure the same again. */
  onRows: (rows: EventRow[]) => Promise<void>
  /** The log is shorter than it was: a backup was restored below this process. */
  onLost: () => void
}

const atOnce = 100
const maxRecentItems = 5_000

/** Begins at the present state, and hands over what is committed from then on. */
export async function startLogTail(store: Pick<Store, 'log' | 'onSeq'>, { onRows, onLost }: Hearing): Promise<LogTail> {
  const recent = createRecentRows()
  const pages = new Map<bigint, Promise<EventRow[]>>()
  let [at, noted] = [-1n, -1n]
  let isTaking = false

  async function take(): Promise<void> {
    if (isTaking || at < 0n) return
    isTaking = true
    try {
      while (at < noted) {
        const rows = await list(at)
        const last = rows.at(-1)
        if (last === undefined) return
        await onRows(rows)
        recent.add(rows)
        at = last.seq
      }
    } catch {
      // Met again by the next look.
    } finally {
      isTaking = false
    }
  }

  /** Many who come back at once, from the same place, read it together. */
  function list(after: bigint): Promise<EventRow[]> {
    const known = pages.get(after)
    if (known !== undefined) return known
    const page = store.log.list({ after, limit: atOnce }).finally(() => pages.delete(after))
    pages.set(after, page)
    return page
  }

  function note(seq: bigint): void {
    if (seq > noted) noted = seq
    if (at < noted) void take()
  }

  const told = createTold(store, {
    onCommit: note,
    onLook: (seq, before) => (seq < before ? onLost() : note(seq)),
    standing: () => at,
  })
  await told.begin()
  at = await store.log.seq()
  note(at)
  return {
    at: () => at,
    async after(seq) {
      const kept = recent.after(seq) ?? []
      // What is being handed over at this moment isn't kept yet.
      return kept.length > 0 ? kept : list(seq)
    },
    stop: told.stop,
  }
}

/** The last events in memory, of not too many items. */
function createRecentRows() {
  let rows: EventRow[] = []
  let items = 0
  return {
    add(more: readonly EventRow[]) {
      rows.push(...more)
      for (const row of more) items += 1 + row.items.length
      let drop = 0
      for (; items > maxRecentItems && drop < rows.length; drop += 1) items -= 1 + (rows[drop]?.items.length ?? 0)
      rows = rows.slice(drop)
    },
    /** Null where not all of them are here. */
    after(seq: bigint): EventRow[] | null {
      const [first] = rows
      if (first === undefined || seq < first.seq - 1n) return null
      return rows.filter((row) => row.seq > seq).slice(0, atOnce)
    },
  }
}
