import type { Context } from '../context.ts'
import { actEvents } from './apply-acts.ts'
import { changeInTransaction } from './change-together.ts'
import { type EntryDetail, entryDetail } from './entry-detail.ts'
import { refusingTaken } from './refuse-publication.ts'
import type { ActWish } from './take-acts.ts'
import { getEntryRow } from './write-revision.ts'

/** An entry after a verb that may have changed what readers see; `seq` is null when it hasn't. */
export interface ChangedEntry {
  entry: EntryDetail
  seq: bigint | null
}

/** Changes what readers see of one entry, by the same way as of many. */
export async function changeOne(ctx: Context, wish: ActWish): Promise<ChangedEntry> {
  const { row, seq } = await refusingTaken(ctx, () =>
    ctx.store.transaction(async (tx) => {
      const { seq: taken } = await changeInTransaction(ctx, tx, { wishes: [wish], mode: 'all', kind: actEvents[wish.action] })
      return { row: await getEntryRow(tx, wish.entryId), seq: taken }
    }),
  )
  // After the commit: whoever publishes next waits for it, and not for what is only told beside.
  return { entry: await entryDetail(ctx, ctx.store, row), seq }
}
