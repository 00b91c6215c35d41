import type { EntryRow, RedirectRow, Tables } from '@verso/data'
import { actorNames, type ActorName } from '../actor-names.ts'
import { may } from '../authorise.ts'
import type { Context } from '../context.ts'
import { readableEntry } from '../readable-fields.ts'
import { typeOfEntry } from '../entries/entry-detail.ts'
import { entryTitle } from '../entries/entry-title.ts'

/** A redirect with what people need to know of its target. */
export interface RedirectDetail {
  row: RedirectRow
  /** Null where it leads to no entry, or to one that the asker may not read. */
  target: { id: string; typeName: string; title: string; path: string | null } | null
  names: Map<string, ActorName>
}

/** Completes redirects for showing, with one look-up of targets and one of names for all of them. */
export async function redirectDetails(ctx: Context, tables: Tables, rows: readonly RedirectRow[]): Promise<RedirectDetail[]> {
  const model = await tables.models.current()
  const ids = [...new Set(rows.flatMap((row) => row.toEntryId ?? []))]
  const entries = ids.length === 0 ? [] : await tables.entries.findMany(ids)
  const readable = new Map(entries.filter((entry) => may(ctx.actor, 'read', entry)).map((entry) => [entry.id, entry]))
  const names = await actorNames(
    tables,
    rows.map((row) => row.createdById),
  )

  function targetOf(entry: EntryRow, locale: string): RedirectDetail['target'] {
    const { type, content } = readableEntry(ctx.actor, typeOfEntry(model, entry), entry)
    const title = entryTitle(type, content, model.locales)
    return { id: entry.id, typeName: type.name, title, path: entry.publications.find((head) => head.locale === locale)?.path ?? null }
  }

  return rows.map((row) => {
    const entry = row.toEntryId === null ? undefined : readable.get(row.toEntryId)
    return { row, target: entry === undefined ? null : targetOf(entry, row.locale), names }
  })
}
