import type { Context } from '../context.ts'
import { recordAudit } from '../record-audit.ts'
import { entryDetail } from './entry-detail.ts'
import { takeLiveEntry } from './entry-in-hand.ts'
import { refuseChildren } from './refuse-children.ts'
import type { ChangedEntry } from './publish-entry.ts'
import { endedItems, publishedRevisions } from './unpublish-entry.ts'
import { getEntryRow } from './write-revision.ts'

/** Puts an entry into the trash. What is published ends for readers in the same step, with one `seq`. */
export async function trashEntry(ctx: Context, entryId: string, { ifMatch }: { ifMatch?: number | undefined } = {}): Promise<ChangedEntry> {
  return ctx.store.transaction(async (tx) => {
    const { entry, type } = await takeLiveEntry(ctx, tx, { entryId, action: 'delete', changesTree: true, ifMatch })
    await refuseChildren(ctx, tx, { entry, type })
    const heads = entry.publications
    const seq =
      heads.length === 0
        ? null
        : await tx.log.append({ kind: 'entry.deleted', byId: ctx.actor.id, byKind: ctx.actor.kind, at: ctx.now() }, async (taken) => {
            await tx.publications.end(entryId, null, taken)
            return endedItems('delete', entry, heads)
          })
    await tx.entries.trash(entryId, ctx.now(), ctx.actor.id)
    await recordAudit(ctx, tx, {
      action: 'entry.trash',
      target: { kind: 'entry', id: entryId },
      before: publishedRevisions(heads),
      after: { trashed: true },
    })
    return { entry: await entryDetail(ctx, tx, await getEntryRow(tx, entryId)), seq }
  })
}
