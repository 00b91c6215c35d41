import type { Store } from '@verso/data'

const keptMs = 24 * 60 * 60 * 1000

/** Answers that are older are as good as gone, whether they were cleared or not. */
export function keptSince(now: Date): Date {
  return new Date(now.getTime() - keptMs)
}

/** Housekeeping: forgets the answers whose day is over; gives how many these were. */
export async function clearIdempotencyKeys({ store, now }: { store: Store; now: () => Date }): Promise<number> {
  return store.idempotencyKeys.removeBefore(keptSince(now()))
}
