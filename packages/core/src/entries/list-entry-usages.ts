import type { EntryRow, Tables, UsageRow } from '@verso/data'
import { fieldAt, type Locale, type Model, namedPath } from '@verso/model'
import { may } from '../authorise.ts'
import type { Context } from '../context.ts'
import { readableEntry } from '../readable-fields.ts'
import { typeOfEntry } from './entry-detail.ts'
import { entryTitle } from './entry-title.ts'
import { getReadableEntry } from './get-readable-entry.ts'

export interface EntryUsage {
  origin: 'draft' | 'published'
  id: string
  typeName: string
  title: string
  locale: string | null
  path: string
}

export interface EntryUsages {
  usages: EntryUsage[]
  /** Entries that refer to it and that the asker may not read. */
  hidden: number
}

/** Who refers to an entry, in drafts and in public. */
export async function listEntryUsages(ctx: Context, entryId: string): Promise<EntryUsages> {
  const entry = await getReadableEntry(ctx, ctx.store, entryId)
  return describeUsages(ctx, ctx.store, await ctx.store.references.usages({ entryId: entry.id }))
}

/** References as the asker may see them; the rest are counted by entry. */
export async function describeUsages(ctx: Context, tables: Tables, rows: readonly UsageRow[]): Promise<EntryUsages> {
  const ids = [...new Set(rows.map((row) => row.fromEntryId))]
  const sources = ids.length === 0 ? [] : await tables.entries.findMany(ids)
  const readable = new Map(sources.filter((source) => may(ctx.actor, 'read', source)).map((source) => [source.id, source]))
  const model = await tables.models.current()
  const usages = rows.flatMap((row) => describe(ctx, row, { source: readable.get(row.fromEntryId), model, locales: model.locales }))
  return { usages, hidden: ids.length - new Set(usages.map((usage) => usage.id)).size }
}

function describe(
  ctx: Context,
  row: UsageRow,
  { source, model, locales }: { source: EntryRow | undefined; model: Model; locales: Locale[] },
): EntryUsage[] {
  if (source === undefined) return []
  const { type, content } = readableEntry(ctx.actor, typeOfEntry(model, source), source)
  if (fieldAt(type, row) === undefined) return []
  // A publication is of one locale, whatever its fields; the path is that of the draft.
  const path = namedPath(type, row, { isFlat: row.origin === 'published' })
  return [{ origin: row.origin, id: source.id, typeName: type.name, title: entryTitle(type, content, locales), locale: row.locale, path }]
}
