import { withoutRemoved } from '@verso/model'
import { authoriseManage } from '../authorise.ts'
import type { Context } from '../context.ts'
import { recordAudit } from '../record-audit.ts'
import { undoMs } from './list-model-versions.ts'

export interface ClearedValues {
  types: number
  fields: number
  /** Entries of removed types, which went with them. */
  entries: number
  /** Entries of which values were taken out. */
  stripped: number
}

const batch = 100

/**
 * Clears what was removed from the model so long ago that no undo brings it back: entries of removed types, values of removed fields, and
 * what conversions had set aside, in drafts and in all their history. Readers see none of it, so that it takes no `seq`. In many short
 * transactions; one that is cut off goes on with the next call.
 */
export async function clearRemovedValues(ctx: Context): Promise<ClearedValues> {
  authoriseManage(ctx.actor, 'types')
  const removed = await ctx.store.removedValues.removedBefore(new Date(ctx.now().getTime() - undoMs))
  const cleared = { types: removed.types.length, fields: removed.fieldIds.length, entries: 0, stripped: 0 }
  for (const { id } of removed.types) cleared.entries += await deleteAll(ctx, id)
  const ids = { fieldIds: new Set(removed.fieldIds), versions: new Set(removed.versions) }
  if (removed.types.length + removed.fieldIds.length + removed.versions.length === 0) return cleared

  for (let page = await ctx.store.removedValues.entryPage(null, batch); page.length > 0; ) {
    for (const entryId of page) {
      const isStripped = await ctx.store.transaction(async (tx) => {
        await tx.models.lockShared()
        return tx.removedValues.strip(entryId, (content) => withoutRemoved(content, ids))
      })
      if (isStripped) cleared.stripped += 1
    }
    page = await ctx.store.removedValues.entryPage(page.at(-1) ?? null, batch)
  }
  await ctx.store.transaction(async (tx) => {
    const typeIds = removed.types.map(({ id }) => id)
    await tx.removedValues.forget({ fieldIds: removed.fieldIds, versions: removed.versions, typeIds })
    await recordAudit(ctx, tx, { action: 'model.clear_removed', target: { kind: 'model', id: 'removed' }, after: { ...cleared } })
  })
  return cleared
}

async function deleteAll(ctx: Context, typeId: string): Promise<number> {
  let deleted = 0
  for (;;) {
    const count = await ctx.store.transaction(async (tx) => {
      // Whoever brings the type back waits, or was first: then it isn't gone any more.
      const { types } = await tx.models.lockShared()
      return types.some(({ id }) => id === typeId) ? 0 : tx.removedValues.deleteEntries(typeId, batch)
    })
    deleted += count
    if (count < batch) return deleted
  }
}
