import type { EntryRow, Tables } from '@verso/data'
import { fieldAt, type Model, namedPath } from '@verso/model'
import { may } from '../authorise.ts'
import type { Context } from '../context.ts'
import { linkPath } from '../entries/check-links.ts'
import { publishedLinks } from '../entries/check-publication.ts'
import { typeOfEntry } from '../entries/entry-detail.ts'
import { entryStatus } from '../entries/entry-status.ts'
import { entryTitle } from '../entries/entry-title.ts'
import type { PlannedAct } from '../entries/reader-act.ts'
import type { RuledLink } from '../entries/target-rules.ts'
import { readableEntry, readableFields } from '../readable-fields.ts'
import type { PreflightTarget } from './preflight.ts'

/** Other ends of links: those that the asker may read, and the ids of the others. */
export interface FoundTargets {
  targets: PreflightTarget[]
  hidden: string[]
}

interface FoundLink {
  id: string
  path: string
  policy: PreflightTarget['policy']
}

/** What an entry that is to be published links to and readers can't see, with what its field says to that. */
export async function unpublishedTargets(ctx: Context, tables: Tables, act: PlannedAct): Promise<FoundTargets> {
  const { entry, type, model } = act.inHand
  const links = publishedLinks(act).filter(({ kind, id }) => kind === 'entry' && id !== entry.id)
  const rows = links.length === 0 ? [] : await tables.entries.findMany([...new Set(links.map(({ id }) => id))])
  const missing = new Map(rows.filter((row) => row.publications.length === 0).map((row) => [row.id, row]))
  const found = links
    .filter(({ id }) => missing.has(id))
    .map((link): FoundLink => {
      return { id: link.id, path: linkPath(type, link), policy: fieldAt(type, link)?.onMissingTarget ?? 'absent' }
    })
  return describe(ctx, { found, rows: missing, model })
}

/** The entries that link to one that is to go, where they do, and what becomes of the link. */
export async function linkingEntries(
  ctx: Context,
  tables: Tables,
  { links, model }: { links: readonly RuledLink[]; model: Model },
): Promise<FoundTargets> {
  const ids = [...new Set(links.map(({ fromEntryId }) => fromEntryId))]
  const rows = new Map((ids.length === 0 ? [] : await tables.entries.findMany(ids)).map((row) => [row.id, row]))
  const found = links.flatMap((link): FoundLink[] => {
    const row = rows.get(link.fromEntryId)
    const type = row === undefined ? undefined : readableFields(ctx.actor, typeOfEntry(model, row), row)
    // A field that the asker can't see tells nothing of itself.
    if (type === undefined || fieldAt(type, link) === undefined) return []
    return [{ id: link.fromEntryId, path: namedPath(type, link, { isFlat: link.origin === 'published' }), policy: link.rule }]
  })
  return describe(ctx, { found, rows, model })
}

function describe(
  ctx: Context,
  { found, rows, model }: { found: readonly FoundLink[]; rows: ReadonlyMap<string, EntryRow>; model: Model },
): FoundTargets {
  const targets: PreflightTarget[] = []
  const hidden = new Set<string>([...rows.keys()].filter((id) => !found.some((link) => link.id === id)))
  for (const { id, path, policy } of found) {
    const row = rows.get(id)
    if (row === undefined) continue
    if (!may(ctx.actor, 'read', row)) {
      hidden.add(id)
      continue
    }
    const { type, content } = readableEntry(ctx.actor, typeOfEntry(model, row), row)
    const title = entryTitle(type, content, model.locales)
    if (targets.some((target) => target.id === id && target.path === path)) continue
    targets.push({ id, typeName: type.name, title, status: entryStatus(row), path, policy })
  }
  return { targets, hidden: [...hidden] }
}
