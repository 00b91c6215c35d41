import type { Context } from '../context.ts'
import { recordAudit } from '../record-audit.ts'
import { takeTrashedEntry } from './entry-in-hand.ts'

/** Removes an entry that is in the trash, with its whole history, for good. */
export async function purgeEntry(ctx: Context, entryId: string, { ifMatch }: { ifMatch?: number | undefined } = {}): Promise<void> {
  await ctx.store.transaction(async (tx) => {
    const { entry, type } = await takeTrashedEntry(ctx, tx, { entryId, action: 'purge', changesTree: true, ifMatch })
    await tx.entries.purge(entryId)
    await recordAudit(ctx, tx, {
      action: 'entry.purge',
      target: { kind: 'entry', id: entryId },
      before: { type: type.name, revision: entry.revision },
    })
  })
}
