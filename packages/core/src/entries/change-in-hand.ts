import type { Transaction } from '@verso/data'
import type { Context } from '../context.ts'
import { actEvents, applyActs } from './apply-acts.ts'
import { takeCompanions } from './companions.ts'
import { possibleActs } from './possible-acts.ts'
import type { ReaderAct } from './reader-act.ts'

/** Does an act on an entry that is in hand; gives the `seq`, or null when readers have it all already. */
export async function changeInHand(ctx: Context, tx: Transaction, act: ReaderAct): Promise<bigint | null> {
  const companions = await takeCompanions(ctx, { acts: [act], known: new Map(), fetch: tx.entries.lockMany })
  const { planned, refusals } = await possibleActs(ctx, tx, { acts: [act], companions })
  const refusal = refusals.get(0)
  if (refusal !== undefined) throw refusal
  return applyActs(ctx, tx, { acts: planned, kind: actEvents[act.action] })
}
