import type { Context } from '../context.ts'
import { getReadableEntry } from './get-readable-entry.ts'
import { closeWorkingCopy } from './working-copy.ts'

/** Gives up what the caller wrote on an entry without saving it. The draft stays as it is; nothing to give up is fine too. */
export async function discardWorkingCopy(ctx: Context, entryId: string): Promise<void> {
  await ctx.store.transaction(async (tx) => {
    const entry = await getReadableEntry(ctx, tx, entryId)
    await closeWorkingCopy(ctx, tx, entry.id)
  })
}
