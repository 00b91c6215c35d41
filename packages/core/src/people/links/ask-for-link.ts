import type { Transaction } from '@verso/data'

/** Some hours of trying; a link that comes later than that surprises people. */
const maxAttempts = 10

/** Has the worker send a link to whoever has this address, once the transaction is committed. */
export async function askForLink(tx: Transaction, email: string): Promise<void> {
  await tx.jobs.add({ task: 'sendLink', payload: { email }, maxAttempts })
}
