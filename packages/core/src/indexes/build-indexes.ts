import type { JobToAdd } from '@verso/data'
import type { Context } from '../context.ts'

/** Whoever finds somebody else at it looks again after that long. */
const againAfterMs = 5_000

/** The one job that looks after the indexes of fields. */
export function indexJob(runAt?: Date): JobToAdd<'buildIndexes'> {
  return {
    task: 'buildIndexes',
    payload: {},
    key: 'buildIndexes',
    ...(runAt === undefined ? {} : { runAt }),
  }
}

/** Brings the indexes of fields to those that the model asks for. For the worker; nobody is kept from reading or writing meanwhile. */
export async function buildIndexes({ store, now }: Pick<Context, 'store' | 'now'>, signal?: AbortSignal): Promise<void> {
  if (await store.indexes.reconcile({ signal })) return
  // The other one may have looked at the model before it changed.
  await store.transaction((tx) => tx.jobs.add(indexJob(new Date(now().getTime() + againAfterMs))))
}
