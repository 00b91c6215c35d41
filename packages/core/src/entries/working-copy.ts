import type { EntryRow, Transaction } from '@verso/data'
import { contentWithComputed, fieldsView } from '@verso/model'
import type { Context } from '../context.ts'
import { readableContent, readableFields } from '../readable-fields.ts'
import { contentUnder } from '../types/model-lineage.ts'
import { typeOfEntry, type WorkingCopy } from './entry-detail.ts'

/** What the actor wrote on an entry without saving it, in the form of the present model, however the model was changed since. */
export async function findWorkingCopy(ctx: Context, entry: EntryRow): Promise<WorkingCopy | null> {
  const { id, typeId } = entry
  const copy = ctx.actor.id === null ? null : await ctx.store.workingCopies.find(id, ctx.actor.id)
  if (copy === null) return null
  const model = await ctx.model()
  const type = typeOfEntry(model, { id, typeId })
  const content = await contentUnder(ctx.store, model, { ...copy, typeId })
  return {
    baseRevision: copy.baseRevision,
    savedAt: copy.savedAt,
    fields: fieldsView(
      readableFields(ctx.actor, type, entry),
      readableContent(ctx.actor, type, { entry, content: contentWithComputed(type, content, model.locales) }),
    ),
  }
}

/** What is saved or given up needs no copy any more. */
export async function closeWorkingCopy(ctx: Context, tx: Transaction, entryId: string): Promise<void> {
  if (ctx.actor.id !== null) await tx.workingCopies.remove(entryId, ctx.actor.id)
}
