import type { Transaction } from '@verso/data'
import type { Context } from '../context.ts'

/** So many entries at once may change how values are spread. */
const muchEntries = 100
/** Behind the last of the batches that come one after the other. */
const afterMs = 1_000

/** Asks for a look at how values are spread, where much has been written at once: until then reads are planned by what was there before. */
export async function analyzeLater({ now }: Pick<Context, 'now'>, tx: Pick<Transaction, 'jobs'>, entries: number): Promise<void> {
  if (entries < muchEntries) return
  await tx.jobs.add({ task: 'analyzeTables', payload: {}, key: 'analyzeTables', runAt: new Date(now().getTime() + afterMs) })
}

/** For the worker; nobody is kept from reading or writing meanwhile. */
export async function analyzeTables({ store }: Pick<Context, 'store'>): Promise<void> {
  await store.indexes.analyze()
}
