import type { EntryRow, TakenSeq, Transaction } from '@verso/data'
import type { Context } from '../context.ts'
import { Refusal } from '../refusal.ts'
import { actsTogether } from './acts-together.ts'
import { type ActEvent, sendActs } from './apply-acts.ts'
import { clearLinks } from './clear-links.ts'
import { possibleActs } from './possible-acts.ts'
import { changesReaders, type PlannedAct } from './reader-act.ts'
import { refuseAll } from './refuse-all.ts'
import { refusingTaken } from './refuse-publication.ts'
import { type ActWish, takeActs } from './take-acts.ts'

/** What became of one wish: done, with or without a change for anybody, or why not. */
interface ActOutcome {
  entryId: string
  refusal: Refusal | null
  changed: boolean
}

export interface ChangedTogether {
  /** Null when readers see nothing else than before. */
  seq: bigint | null
  /** One for each wish, in their order. */
  outcomes: ActOutcome[]
}

/** How a batch of wishes is told to the log, and what becomes of it when some of them can't be. */
export interface Together extends ActEvent {
  wishes: readonly ActWish[]
  /** `all`: nothing happens unless everything can. `each`: what can't happen is left out, and the rest happens. */
  mode: 'all' | 'each'
}

/** What loses a race is found to be impossible the next time. */
const attempts = 3

/**
 * Changes what readers see of many entries in one transaction under one `seq`. They are judged together: they may refer to one
 * another, and what one gives up another may take.
 */
export async function changeTogether(ctx: Context, together: Together): Promise<ChangedTogether> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await refusingTaken(ctx, () => ctx.store.transaction((tx) => changeInTransaction(ctx, tx, together)))
    } catch (error) {
      if (together.mode === 'all' || !(error instanceof Refusal) || attempt === attempts) throw error
    }
  }
}

/** The same inside of a transaction that has more to do. */
export async function changeInTransaction(ctx: Context, tx: Transaction, together: Together): Promise<ChangedTogether> {
  const { sent, outcomes } = await sendChange(ctx, tx, together)
  return { seq: sent === null ? null : (await sent.known).seq, outcomes }
}

interface SentChange extends Pick<ChangedTogether, 'outcomes'> {
  /** What is done, if all goes well. */
  planned: PlannedAct[]
  /** Null when readers see nothing else than before. */
  sent: { known: Promise<TakenSeq> } | null
}

/** The same for a transaction that ends with it: nobody waits for the number before the commit is on its way. */
export async function sendChange(ctx: Context, tx: Transaction, { wishes, mode, ...event }: Together): Promise<SentChange> {
  const taken = await takeActs(ctx, tx, wishes)
  // Of one entry alone the database's refusal says all there is to say.
  const leavesClaims = mode === 'all' && wishes.length === 1 && taken.companions.length === 0
  const { planned, refusals } = await possibleActs(ctx, tx, { ...taken, leavesClaims })
  if (mode === 'all' && refusals.size > 0) throw refuseAll(wishes, refusals)
  await clearLinksTo(ctx, tx, { planned, losing: taken.losing })
  const sent = await sendActs(ctx, tx, { acts: planned, ...event })
  const changed = new Set(planned.filter((act) => changesReaders(act) || act.action === 'trash').map(({ wish }) => wish))
  return {
    planned,
    sent,
    outcomes: wishes.map(({ entryId }, index) => ({ entryId, refusal: refusals.get(index) ?? null, changed: changed.has(index) })),
  }
}

/** Before anything ends, so that no entry is locked under the log's lock. */
async function clearLinksTo(
  ctx: Context,
  tx: Transaction,
  { planned, losing }: { planned: PlannedAct[]; losing: EntryRow[] },
): Promise<void> {
  const [first] = planned
  if (first === undefined || losing.length === 0) return
  const together = actsTogether(planned, new Set())
  const gone = planned.map(({ inHand }) => inHand.entry.id).filter((id) => together.isTrashed(id) || together.endsWholly(id))
  const users = losing.filter(({ id }) => !together.isTrashed(id))
  await clearLinks(ctx, tx, { users, model: first.inHand.model, goneIds: new Set(gone) })
}
