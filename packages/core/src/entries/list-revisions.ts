import type { EntryRow, ListedRevision, Tables } from '@verso/data'
import type { ContentType } from '@verso/model'
import { actorNames, type ActorName } from '../actor-names.ts'
import type { Actor, Context } from '../context.ts'
import { mayReadIn, readableFields } from '../readable-fields.ts'
import { fieldPath } from './check-links.ts'
import { typeOfEntry } from './entry-detail.ts'
import { getReadableEntry } from './get-readable-entry.ts'

export interface RevisionSummary {
  row: ListedRevision
  by: ActorName | null
  /** JSON Pointers of the fields that differ from the revision before, as far as the asker may read them. */
  paths: string[]
}

export interface RevisionList {
  revisions: RevisionSummary[]
  /** Number to ask on from; null when these are the oldest. */
  before: number | null
}

export interface RevisionPage {
  limit: number
  /** Only those with a lower number. */
  before?: number | undefined
  /** Folds autosaves into the save that came after them. */
  group?: boolean
}

/** The history of an entry, newest first. */
export async function listRevisions(ctx: Context, entryId: string, { limit, before, group = false }: RevisionPage): Promise<RevisionList> {
  const entry = await getReadableEntry(ctx, ctx.store, entryId)
  const rows = await ctx.store.revisions.list(entry.id, { limit: limit + 1, group, ...(before === undefined ? {} : { before }) })
  const shown = rows.slice(0, limit)
  const type = readableFields(ctx.actor, typeOfEntry(await ctx.model(), entry), entry)
  const names = await actorNames(
    ctx.store,
    shown.map((row) => row.byId),
  )
  return {
    revisions: shown.map((row) => ({
      row,
      by: row.byId === null ? null : (names.get(row.byId) ?? null),
      paths: readablePaths(ctx.actor, { type, entry }, row.changed),
    })),
    before: rows.length > limit ? (shown.at(-1)?.number ?? null) : null,
  }
}

/** One revision as the list shows it. */
export async function summarizeRevision(
  ctx: Context,
  tables: Tables,
  { row, type, entry }: { row: RevisionSummary['row']; type: ContentType; entry: EntryRow },
): Promise<RevisionSummary> {
  const names = await actorNames(tables, [row.byId])
  return {
    row,
    by: row.byId === null ? null : (names.get(row.byId) ?? null),
    paths: readablePaths(ctx.actor, { type: readableFields(ctx.actor, type, entry), entry }, row.changed),
  }
}

function readablePaths(actor: Actor, { type, entry }: { type: ContentType; entry: EntryRow }, changed: readonly string[]): string[] {
  return changed.flatMap((path) => {
    const [fieldId = '', locale] = path.split('/')
    const field = type.fields.find(({ id }) => id === fieldId)
    return field !== undefined && (locale === undefined || mayReadIn(actor, { entry, field, locale }))
      ? [fieldPath(type, { fieldId, locale })]
      : []
  })
}
