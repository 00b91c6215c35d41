import type { EntryRow, TakenSeq, Transaction } from '@verso/data'
import { isUuid, type Model } from '@verso/model'
import type { Context } from '../context.ts'
import { actEvents } from './apply-acts.ts'
import { sendChange } from './change-together.ts'
import { completeRow, type EntryDetail, scheduledFor } from './entry-detail.ts'
import { refusingTaken } from './refuse-publication.ts'
import { rowAfter } from './row-after.ts'
import type { ActWish } from './take-acts.ts'
import { getEntryRow } from './write-revision.ts'

/** An entry after a verb that may have changed what readers see; `seq` is null when it hasn't. */
export interface ChangedEntry {
  entry: EntryDetail
  seq: bigint | null
}

/** Changes what readers see of one entry, by the same way as of many. */
export async function changeOne(ctx: Context, wish: ActWish): Promise<ChangedEntry> {
  const { sent, row, model, scheduled } = await refusingTaken(ctx, () => ctx.store.transaction((tx) => change(ctx, tx, wish)))
  // After the commit: whoever publishes next waits for it, and not for what is only told beside.
  const taken = sent === null ? null : await sent.known
  return { entry: await completeRow(ctx, ctx.store, { row: row(taken), model, scheduled }), seq: taken?.seq ?? null }
}

interface Changed {
  sent: { known: Promise<TakenSeq> } | null
  /** The entry as it is then. */
  row: (taken: TakenSeq | null) => EntryRow
  model: Model
  scheduled: Awaited<ReturnType<typeof scheduledFor>>
}

async function change(ctx: Context, tx: Transaction, wish: ActWish): Promise<Changed> {
  // Asked beforehand, so that it isn't asked under the log's lock.
  const asked = isUuid(wish.entryId) ? scheduledFor(tx, [wish.entryId]) : Promise.resolve([])
  asked.catch(() => {})
  const { sent, planned } = await sendChange(ctx, tx, { wishes: [wish], mode: 'all', kind: actEvents[wish.action] })
  const act = planned.find(({ inHand }) => inHand.entry.id === wish.entryId)
  if (act === undefined) throw new Error(`Nothing was planned for entry ${wish.entryId}`)
  const beside = { sent, model: act.inHand.model, scheduled: await asked }
  const after = rowAfter(ctx, act)
  if (after !== null) return { ...beside, row: after }
  const read = await getEntryRow(tx, wish.entryId)
  return { ...beside, row: () => read }
}
