import { fieldsView, type Json } from '@verso/model'
import { actorNames } from '../actor-names.ts'
import type { Context } from '../context.ts'
import { readableFields } from '../readable-fields.ts'
import { Refusal } from '../refusal.ts'
import { typeOfEntry } from './entry-detail.ts'
import { getReadableEntry } from './get-readable-entry.ts'
import { readablePaths, type RevisionSummary } from './list-revisions.ts'

export interface RevisionDetail extends RevisionSummary {
  fields: Record<string, Json>
}

/** One saved state of an entry, as it was. */
export async function getRevision(ctx: Context, entryId: string, number: number): Promise<RevisionDetail> {
  const entry = await getReadableEntry(ctx, ctx.store, entryId)
  const revision = await ctx.store.revisions.find(entry.id, number)
  // The list knows which publications a revision became; read for this one alone.
  const [row] = revision === null ? [] : await ctx.store.revisions.list(entry.id, { limit: 1, before: number + 1 })
  if (revision === null || row === undefined) throw new Refusal('not_found', 'There is no such revision')
  const type = readableFields(ctx.actor, typeOfEntry(await ctx.model(), entry))
  const names = await actorNames(ctx.store, [row.byId])
  return {
    row,
    by: row.byId === null ? null : (names.get(row.byId) ?? null),
    paths: readablePaths(type, row.changed),
    fields: fieldsView(type, revision.content),
  }
}
