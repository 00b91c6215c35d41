import type { Store } from '@verso/data'

/** Housekeeping: forgets links whose half hour is over. */
export async function forgetLinks({ store, now }: { store: Store; now: () => Date }): Promise<void> {
  await store.transaction((tx) => tx.mailLinks.removeExpired(now()))
}
