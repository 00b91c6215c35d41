import type { Store } from '@verso/data'

/** Housekeeping: forgets links, answered challenges and failed tries whose time is over. */
export async function forgetLinks({ store, now }: { store: Store; now: () => Date }): Promise<void> {
  await store.transaction(async (tx) => {
    await tx.mailLinks.removeExpired(now())
    await tx.passkeys.forgetChallenges(now())
  })
  await store.failedTries.forgetUntil(now())
}
