import { contentWithComputed, fieldsView, type Json } from '@verso/model'
import { actorNames } from '../actor-names.ts'
import type { Context } from '../context.ts'
import { readableFields } from '../readable-fields.ts'
import { Refusal } from '../refusal.ts'
import { typeOfEntry } from './entry-detail.ts'
import { getReadableEntry } from './get-readable-entry.ts'
import { readablePaths, type RevisionSummary } from './list-revisions.ts'
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
  // The list knows which publications a revision became; read for this one alone.
  const [row] = revision === null ? [] : await ctx.store.revisions.list(entry.id, { limit: 1, before: number + 1 })
  if (revision === null || row === undefined) throw new Refusal('not_found', 'There is no such revision')
  const whole = typeOfEntry(model, entry)
  const type = readableFields(ctx.actor, whole)
  const names = await actorNames(ctx.store, [row.byId])
  return {
    row,
    by: row.byId === null ? null : (names.get(row.byId) ?? null),
    paths: readablePaths(type, row.changed),
    fields: fieldsView(type, contentWithComputed(whole, revision.content, model.locales)),
    removedFields: await removedFields(ctx, { entry, revision, present: whole }),
  }
}
