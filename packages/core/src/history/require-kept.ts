import type { Store } from '@verso/data'
import { Refusal } from '../refusal.ts'

/** Refuses what follows from a point of the log, where what happened after it isn't all kept. To be asked after reading. */
export async function requireKeptAfter(store: Pick<Store, 'history'>, seq: bigint): Promise<void> {
  const horizon = await store.history.horizon()
  if (seq < horizon) throw compacted(`What happened before ${horizon} is not kept any more`)
}

/** Refuses a point that isn't kept. To be asked after reading. */
export async function requireKept(store: Pick<Store, 'history'>, seq: bigint): Promise<void> {
  if (!(await store.history.isKept(seq))) throw compacted(`What was public at ${seq} is not kept any more`)
}

function compacted(sentence: string): Refusal {
  return new Refusal('compacted', sentence)
}
