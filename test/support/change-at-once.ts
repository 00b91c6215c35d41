import { type BulkOutcome, changeEntries, type Context, type EntriesChange } from '@verso/core'

/** A change of few entries, which is no job. */
export async function changeAtOnce(ctx: Context, change: EntriesChange): Promise<BulkOutcome> {
  const outcome = await changeEntries(ctx, change)
  if ('jobId' in outcome) throw new Error('It became a job')
  return outcome
}
