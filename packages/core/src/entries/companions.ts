import type { EntryRow, Tables } from '@verso/data'
import { allFields, type Field, fieldAt, type Model } from '@verso/model'
import { may } from '../authorise.ts'
import type { Context } from '../context.ts'
import { linksOf } from './content-references.ts'
import { typeOfEntry } from './entry-detail.ts'
import type { ReaderAct } from './reader-act.ts'

/**
 * Entries that fields want published along with those that refer to them, and what these want in turn. Asked before anything is
 * locked, so that all can be locked in one order; what is true of them is found out again by `takeCompanions`.
 */
export async function likelyCompanions(tables: Tables, model: Model, entryIds: readonly string[]): Promise<string[]> {
  if (!hasCompanions(model)) return []
  const seen = new Set(entryIds)
  let newest = [...seen]
  while (newest.length > 0) {
    const rows = await tables.entries.findMany(newest)
    newest = [...new Set(rows.flatMap((row) => wantedBy(model, row)))].filter((id) => !seen.has(id))
    for (const id of newest) seen.add(id)
  }
  return [...seen].slice(entryIds.length)
}

/** Whether there is any field by which one entry is published along with another. */
export function hasCompanions(model: Model): boolean {
  return model.types.some((type) => allFields(type).some(takesAlong))
}

/** How entries are fetched: looked at, or locked. */
export type FetchEntries = (ids: string[]) => Promise<EntryRow[]>

interface Accompanied {
  acts: readonly ReaderAct[]
  /** Entries that are there already. */
  known: ReadonlyMap<string, EntryRow>
  fetch: FetchEntries
}

/**
 * The acts that publish along what is wanted by others. Only what isn't public yet, isn't in the trash and may be published by the
 * actor comes along.
 */
export async function takeCompanions(ctx: Context, { acts, known, fetch }: Accompanied): Promise<ReaderAct[]> {
  const [first] = acts
  if (first === undefined) return []
  const { model, locales } = first.inHand
  const own = new Set(acts.map(({ inHand }) => inHand.entry.id))
  const taken = new Map<string, ReaderAct & { alongWith: Set<string> }>()
  let newest = acts
    .filter(({ action }) => action === 'publish')
    .map(({ inHand }) => ({ entry: inHand.entry, roots: new Set([inHand.entry.id]) }))
  while (newest.length > 0) {
    const wanted = wishesOf(model, newest, own)
    const missing = [...wanted.keys()].filter((id) => !known.has(id) && !taken.has(id))
    const locked = new Map((missing.length === 0 ? [] : await fetch(missing)).map((row) => [row.id, row]))
    newest = []
    for (const [id, roots] of wanted) {
      const entry = known.get(id) ?? locked.get(id) ?? taken.get(id)?.inHand.entry
      if (entry === undefined || entry.trashedAt !== null || entry.publications.length > 0 || !may(ctx.actor, 'publish', entry)) continue
      const companion = taken.get(id) ?? {
        action: 'publish',
        inHand: { entry, type: typeOfEntry(model, entry), model, locales },
        alongWith: new Set(),
      }
      const more = [...roots].filter((root) => !companion.alongWith.has(root))
      if (more.length === 0) continue
      for (const root of more) companion.alongWith.add(root)
      taken.set(id, companion)
      newest.push({ entry, roots: new Set(more) })
    }
  }
  return [...taken.values()]
}

/** What these want published along, with the entries that it is wanted for in the end. */
function wishesOf(model: Model, entries: { entry: EntryRow; roots: Set<string> }[], own: ReadonlySet<string>): Map<string, Set<string>> {
  const wanted = new Map<string, Set<string>>()
  for (const { entry, roots } of entries) {
    for (const id of wantedBy(model, entry).filter((candidate) => !own.has(candidate))) {
      wanted.set(id, new Set([...(wanted.get(id) ?? []), ...roots]))
    }
  }
  return wanted
}

function takesAlong(field: Field | undefined): boolean {
  return field?.onMissingTarget === 'publish'
}

function wantedBy(model: Model, entry: EntryRow): string[] {
  const type = typeOfEntry(model, entry)
  return allFields(type).some(takesAlong)
    ? linksOf(type, entry.content).flatMap((link) => (link.kind === 'entry' && takesAlong(fieldAt(type, link)) ? [link.id] : []))
    : []
}
