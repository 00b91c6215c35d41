import type { Context } from '../context.ts'
import { Refusal } from '../refusal.ts'
import { purgeEntry } from './purge-entry.ts'
import { trashRetentionMs } from './trash-retention.ts'

/** As many as are purged in one go; the rest waits for the next. */
const atOnce = 500

/** Purges what has been in the trash for long enough, each entry for itself; gives how many. Done twice at once, each goes once. */
export async function purgeDue(ctx: Context): Promise<number> {
  const before = new Date(ctx.now().getTime() - (await trashRetentionMs(ctx.store)))
  let purged = 0
  for (const id of await ctx.store.trash.before(before, atOnce)) {
    try {
      await purgeEntry(ctx, id)
      purged += 1
    } catch (error) {
      // Restored or purged by somebody meanwhile.
      if (!(error instanceof Refusal)) throw error
    }
  }
  return purged
}
