import type { EntryRow, RevisionRow } from '@verso/data'
import { type ContentType, fieldsView, isSetAside, type Json } from '@verso/model'
import type { Context } from '../context.ts'
import { readableContent, readableFields } from '../readable-fields.ts'

export interface SavedContent {
  present: ContentType
  entry: EntryRow
  revision: RevisionRow
}

/** By the name of then: values of fields that were there when it was saved and aren't any more, as far as the asker may read them. */
export async function removedFields(ctx: Context, { present, entry, revision }: SavedContent): Promise<Record<string, Json>> {
  const known = new Set(present.fields.map((field) => field.id))
  if (Object.keys(revision.content).every((id) => known.has(id) || isSetAside(id))) return {}
  const [state] = await ctx.store.models.states([revision.modelVersion])
  const then = state?.types.find((type) => type.id === entry.typeId)
  if (then === undefined) return {}
  const gone = readableFields(ctx.actor, then, entry).fields.filter(({ id }) => !known.has(id) && revision.content[id] !== undefined)
  return fieldsView({ ...then, fields: gone }, readableContent(ctx.actor, then, { entry, content: revision.content }))
}
