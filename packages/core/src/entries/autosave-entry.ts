import type { Transaction } from '@verso/data'
import { applyContent, type Content } from '@verso/model'
import type { Context } from '../context.ts'
import { Refusal } from '../refusal.ts'
import { contentUnder } from '../types/model-lineage.ts'
import { type EntryDetail, entryDetail } from './entry-detail.ts'
import { type EntryInHand, takeLiveEntry } from './entry-in-hand.ts'
import { readFields } from './read-fields.ts'
import { refuseNewBrokenLinks } from './refuse-new-broken-links.ts'
import { getBase } from './merge-with-others.ts'
import type { EntryChange } from './save-entry.ts'

/**
 * Keeps what somebody is writing, apart from the draft: no revision, nothing that others see, nothing that could be published. What is written on
 * the same base adds up; on another one it begins anew. Not audited: it is nobody's business until it is saved.
 */
export async function autosaveEntry(
  ctx: Context,
  entryId: string,
  { fields, baseRevision }: Omit<EntryChange, 'note'>,
): Promise<EntryDetail> {
  const byId = ctx.actor.id
  if (byId === null) throw new Refusal('not_allowed', 'A working copy belongs to somebody')
  return ctx.store.transaction(async (tx) => {
    const inHand = await takeLiveEntry(ctx, tx, { entryId, action: 'edit' })
    const { entry, type, model } = inHand
    const change = readFields(ctx.actor, inHand, fields)
    const before = await contentSoFar(tx, inHand, { byId, baseRevision })
    const content = applyContent(type, before, change)
    await refuseNewBrokenLinks(ctx, tx, { type, before: [before], after: content })
    const savedAt = ctx.now()
    await tx.workingCopies.put({ entryId: entry.id, byId, baseRevision, content, modelVersion: model.version, savedAt })
    return { ...(await entryDetail(ctx, tx, entry)), workingCopy: { baseRevision, savedAt } }
  })
}

async function contentSoFar(
  tx: Transaction,
  inHand: EntryInHand,
  { byId, baseRevision }: { byId: string; baseRevision: number },
): Promise<Content> {
  const { entry, model } = inHand
  const copy = await tx.workingCopies.find(entry.id, byId)
  if (copy?.baseRevision !== baseRevision) return getBase(tx, inHand, baseRevision)
  return contentUnder(tx, model, { ...copy, typeId: entry.typeId })
}
