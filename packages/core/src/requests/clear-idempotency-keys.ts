import type { Store } from '@verso/data'
import { requestSource } from '../import/import-lines.ts'

const keptMs = 24 * 60 * 60 * 1000

/** Answers that are older are as good as gone, whether they were cleared or not. */
export function keptSince(now: Date): Date {
  return new Date(now.getTime() - keptMs)
}

/** Housekeeping: forgets the answers whose day is over; gives how many these were. */
export async function clearIdempotencyKeys({ store, now }: { store: Store; now: () => Date }): Promise<number> {
  const since = keptSince(now())
  return (await store.idempotencyKeys.removeBefore(since)) + (await store.imports.removeBefore(requestSource, since))
}
