import type { Store } from '@verso/data'
import { createEventIntake, type EventIntake } from './event-intake.ts'
import { createTold } from './told-of-commits.ts'

/** Follows the publication log, so that what a process keeps is dropped exactly when it may have become another. */
export interface LogFollower extends Pick<EventIntake, 'note' | 'noted' | 'takenIn' | 'mayHaveChanged' | 'onChange'> {
  /** True when nothing is committed, as far as is known here, that isn't taken in: what is kept counts without asking. */
  isCurrent: () => boolean
  /** Waits until everything that is known to be committed is taken in. While notifications are missing the database is asked. */
  catchUp: () => Promise<void>
  stop: () => Promise<void>
}

export function createLogFollower(store: Pick<Store, 'log' | 'models' | 'onSeq'>): LogFollower {
  const intake = createEventIntake(store)
  const told = createTold(store, {
    onCommit(seq) {
      intake.note(seq)
      // Taken in at once, so that the next asker needn't wait. A failure is met again by whoever asks.
      if (intake.takenIn() >= 0n) intake.take().catch(() => {})
    },
    onLook(seq, before) {
      if (seq < before) intake.startAnew(seq)
      else intake.note(seq)
    },
    standing: intake.takenIn,
  })
  let beginning: Promise<void> | null = null

  async function begin(): Promise<void> {
    await told.begin()
    intake.note(await store.log.seq())
    intake.begin()
  }

  return {
    ...intake,
    isCurrent: () => told.isTold() && intake.takenIn() === intake.noted(),
    async catchUp() {
      if (intake.takenIn() < 0n) {
        beginning ??= begin().finally(() => {
          beginning = null
        })
        await beginning
      }
      if (!told.isTold()) intake.note(await store.log.seq())
      while (intake.takenIn() < intake.noted()) await intake.take()
    },
    stop: told.stop,
  }
}
