import type { Context } from '../context.ts'
import { recordAudit } from '../record-audit.ts'
import { takeLiveEntry } from './entry-in-hand.ts'
import { type RevisionSummary, summarizeRevision } from './list-revisions.ts'
import { missingRevision } from './missing-revision.ts'

/** Gives a revision a name, which keeps it when history is pruned, or takes it away with null. What the revision says stays as it is. */
export async function nameRevision(
  ctx: Context,
  entryId: string,
  { number, note }: { number: number; note: string | null },
): Promise<RevisionSummary> {
  return ctx.store.transaction(async (tx) => {
    const { entry, type } = await takeLiveEntry(ctx, tx, { entryId, action: 'edit' })
    const row = await tx.revisions.findListed(entry.id, number)
    if (row === null) throw missingRevision(entry, number)
    if (row.note !== note) {
      await tx.revisions.name(entry.id, number, note)
      await recordAudit(ctx, tx, {
        action: 'entry.name_revision',
        target: { kind: 'entry', id: entry.id },
        before: { number, note: row.note },
        after: { number, note },
      })
    }
    return summarizeRevision(ctx, tx, { row: { ...row, note }, type, entry })
  })
}
