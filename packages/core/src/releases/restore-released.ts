import type { EntryRow, Transaction } from '@verso/data'
import { may } from '../authorise.ts'
import type { Context } from '../context.ts'
import { recordAudits } from '../record-audit.ts'
import { Refusal } from '../refusal.ts'
import type { ReleaseConflict } from './release-conflict.ts'

/** Takes out of the trash what a release put there, as far as it still lies there. Gives what stays. */
export async function restoreReleased(ctx: Context, tx: Transaction, entryIds: readonly string[]): Promise<ReleaseConflict[]> {
  if (entryIds.length === 0) return []
  // In the order in which everybody takes them: the model, the trees, the entries.
  await tx.models.lockShared()
  await tx.tree.lock()
  const rows = new Map((await tx.entries.lockMany([...entryIds])).map((row) => [row.id, row]))
  const parents = new Map(
    (await tx.entries.outlines([...rows.values()].flatMap(({ parentId }) => parentId ?? []))).map((row) => [row.id, row]),
  )
  const conflicts: ReleaseConflict[] = []
  const back: EntryRow[] = []
  for (const entryId of entryIds) {
    const row = rows.get(entryId)
    const isBelowTrash = (parentId: string) => !rows.has(parentId) && parents.get(parentId)?.trashedAt !== null
    const refusal = whyNot(ctx, row, isBelowTrash)
    if (refusal !== null) conflicts.push({ entryId, locale: null, refusal })
    else if (row !== undefined) back.push(row)
  }
  await tx.entries.restoreMany(back.map(({ id }) => id))
  await recordAudits(
    ctx,
    tx,
    back.map(({ id }) => ({
      action: 'entry.restore',
      target: { kind: 'entry', id },
      before: { trashed: true },
      after: { trashed: false },
    })),
  )
  return conflicts
}

function whyNot(ctx: Context, row: EntryRow | undefined, isBelowTrash: (parentId: string) => boolean): Refusal | null {
  if (row === undefined || !may(ctx.actor, 'read', row)) return new Refusal('not_found', 'There is no such entry any more')
  if (!may(ctx.actor, 'restore', row)) return new Refusal('not_allowed', 'You may not restore this entry')
  if (row.trashedAt === null) return new Refusal('conflict', 'It was taken out of the trash after the release')
  if (row.parentId !== null && isBelowTrash(row.parentId)) return new Refusal('trashed', 'The entry above it is in the trash')
  return null
}
