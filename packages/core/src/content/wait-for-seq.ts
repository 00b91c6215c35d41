import type { Store } from '@verso/data'
import { Refusal } from '../refusal.ts'

const waitMs = 2000
const pauseMs = 50

/** Waits a little until this node has seen a state, then says "not yet": never an older one in its place. */
export async function waitForSeq(store: Store, wanted: bigint): Promise<void> {
  const until = performance.now() + waitMs
  while ((await store.log.seq()) < wanted) {
    if (performance.now() >= until) throw new Refusal('not_yet', `This server has not seen seq ${wanted} yet`)
    await new Promise((resolve) => setTimeout(resolve, pauseMs))
  }
}
