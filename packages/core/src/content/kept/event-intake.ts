import type { Store } from '@verso/data'
import { type Changed, changedBy, type Tags } from './event-tags.ts'
import { createRecentChanges } from './recent-changes.ts'

/** Takes in the events of the publication log in their order, each once. */
export interface EventIntake {
  /** Notes that this `seq` is committed: it was read, or told. */
  note: (seq: bigint) => void
  /** The newest `seq` that is known to be committed; -1 before anything is known. */
  noted: () => bigint
  /** The `seq` up to which everything is taken in. */
  takenIn: () => bigint
  /** Begins where nothing is kept yet, so that nothing can have changed. */
  begin: () => void
  /** Takes in what is noted. */
  take: () => Promise<void>
  /** The log is shorter than it was: a backup was restored below this process. */
  startAnew: (seq: bigint) => void
  onChange: (listener: (changed: Changed) => void) => void
  mayHaveChanged: (tags: Tags, after: bigint) => boolean
}

const eventsAtOnce = 200

export function createEventIntake(store: Pick<Store, 'log' | 'models'>): EventIntake {
  const listeners: ((changed: Changed) => void)[] = []
  const recent = createRecentChanges()
  let [noted, takenIn] = [-1n, -1n]
  let taking: Promise<void> | null = null

  function apply(changed: Changed, seq: bigint): void {
    for (const listener of listeners) listener(changed)
    recent.add(seq, changed)
    takenIn = seq
  }

  function startAnew(seq: bigint): void {
    apply('everything', seq)
    noted = seq
    recent.clear()
  }

  async function takeAll(): Promise<void> {
    while (takenIn < noted) {
      const claimed = noted
      const rows = await store.log.list({ after: takenIn, limit: eventsAtOnce })
      for (const row of rows) {
        // Whoever reads next plans under the new model, and its key says so.
        if (row.kind === 'model.changed') await store.models.current()
        if (row.seq > takenIn) apply(row.seq === takenIn + 1n ? changedBy(row) : 'everything', row.seq)
      }
      if (rows.length > 0) continue
      // The events are there no more, or the log was another when they were noted.
      const seq = await store.log.seq()
      if (seq >= claimed) apply('everything', claimed)
      else startAnew(seq)
    }
  }

  return {
    note(seq) {
      if (seq > noted) noted = seq
    },
    noted: () => noted,
    takenIn: () => takenIn,
    begin() {
      takenIn = noted
    },
    take() {
      taking ??= takeAll().finally(() => {
        taking = null
      })
      return taking
    },
    startAnew,
    onChange: (listener) => void listeners.push(listener),
    mayHaveChanged: (tags, after) => recent.mayHaveChanged(tags, { after, upTo: takenIn }),
  }
}
