import type { Store } from '@verso/data'

/** Housekeeping: forgets links and answered challenges whose time is over. */
export async function forgetLinks({ store, now }: { store: Store; now: () => Date }): Promise<void> {
  await store.transaction(async (tx) => {
    await tx.mailLinks.removeExpired(now())
    await tx.passkeys.forgetChallenges(now())
  })
}
