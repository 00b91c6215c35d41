import { contentWithComputed, fieldsView, type Json } from '@verso/model'
import type { Context } from '../context.ts'
import { readableContent, readableFields } from '../readable-fields.ts'
import { typeOfEntry } from './entry-detail.ts'
import { getReadableEntry } from './get-readable-entry.ts'
import { type RevisionSummary, summarizeRevision } from './list-revisions.ts'
import { missingRevision } from './missing-revision.ts'
import { removedFields } from './removed-fields.ts'
import { revisionUnder } from './revision-under.ts'

export interface RevisionDetail extends RevisionSummary {
  fields: Record<string, Json>
  /** By the name of then: what it holds of fields that the type has no longer. */
  removedFields: Record<string, Json>
}

/** One saved state of an entry, in the form of the present model. */
export async function getRevision(ctx: Context, entryId: string, number: number): Promise<RevisionDetail> {
  const entry = await getReadableEntry(ctx, ctx.store, entryId)
  const model = await ctx.model()
  const revision = await revisionUnder(ctx.store, model, { entry, number })
  const row = await ctx.store.revisions.findListed(entry.id, number)
  if (revision === null || row === null) throw missingRevision(entry, number)
  const whole = typeOfEntry(model, entry)
  const type = readableFields(ctx.actor, whole, entry)
  return {
    ...(await summarizeRevision(ctx, ctx.store, { row, type: whole, entry })),
    fields: fieldsView(
      type,
      readableContent(ctx.actor, whole, { entry, content: contentWithComputed(whole, revision.content, model.locales) }),
    ),
    removedFields: await removedFields(ctx, { entry, revision, present: whole }),
  }
}
