import type { DependantRow, EventRow, Tables } from '@verso/data'
import { fieldAt, type Model, namedPath } from '@verso/model'
import { type Changed, changedBy } from '../content/kept/event-tags.ts'

/** An entry that shows, or may show, something of what has changed, and by which of its fields. */
interface AffectedEntry {
  id: string
  type: string
  via: string[]
}

/** What else reads differently now. `complete: false` says that more than is named may: all of the types named. */
export interface Impact {
  entries: AffectedEntry[]
  types: string[]
  pages: string[]
  complete: boolean
}

/** As deep as an include can reach. */
const depth = 5
const maxEntries = 500
const maxPages = 1_000

/**
 * Whom an event of the log concerns beside what it names: the published entries that lead to it, directly or over others, as far as
 * whoever is told may see their types; the types whose lists may be others; and the pages that have read any of it. Too much is told rather than too little.
 */
export async function impactOfEvent(tables: Tables, row: Pick<EventRow, 'kind' | 'items'>, model: Model): Promise<Impact> {
  const entryTypes = model.types.filter(({ kind }) => kind !== 'component')
  const changed = changedBy(row)
  // Asked side by side, since an endpoint waits for both.
  const [{ pages, complete: isWhole }, { rows, complete }] = await Promise.all([
    pagesConcerned(tables, changed),
    changed === 'everything' ? { rows: [], complete: false } : dependantsOf(tables, row),
  ])
  if (changed === 'everything') return { entries: [], types: entryTypes.map(({ name }) => name), pages, complete: false }
  const known = rows.filter(({ typeId }) => entryTypes.some(({ id }) => id === typeId))
  const typeIds = new Set([...row.items.map(({ typeId }) => typeId), ...known.map(({ typeId }) => typeId)])
  return {
    entries: await described(tables, { known, reached: [...row.items.map(({ id }) => id), ...rows.map(({ id }) => id)], model }),
    types: entryTypes.filter(({ id }) => typeIds.has(id)).map(({ name }) => name),
    pages,
    complete: complete && isWhole,
  }
}

/** Pages that were read from what has changed, and whether these are all that are known to be. */
export async function pagesConcerned({ sites }: Pick<Tables, 'sites'>, changed: Changed): Promise<Pick<Impact, 'pages' | 'complete'>> {
  const [pages, isOverfull] = await Promise.all([
    sites.pagesReadFrom(changed === 'everything' ? null : [...changed], maxPages + 1),
    sites.hasOverfull(),
  ])
  return { pages: pages.slice(0, maxPages), complete: pages.length <= maxPages && !isOverfull }
}

/** Those who refer to the entries of an event, or to its files. */
async function dependantsOf(
  { references, entries }: Tables,
  { items }: Pick<EventRow, 'items'>,
): Promise<{ rows: DependantRow[]; complete: boolean }> {
  const named = items.filter(({ op }) => op === 'publish' || op === 'unpublish' || op === 'delete').map(({ id }) => id)
  const files = items.filter(({ op }) => op === 'media').map(({ id }) => id)
  const links = files.length === 0 ? [] : await references.liveLinks({ mediaIds: files })
  const showing = [...new Set(links.filter(({ origin }) => origin === 'published').map(({ fromEntryId }) => fromEntryId))].slice(
    0,
    maxEntries,
  )
  const direct =
    showing.length === 0 ? [] : (await entries.findMany(showing)).map(({ id, typeId, createdById }) => ({ id, typeId, createdById }))
  const ids = [...new Set([...named, ...showing])]
  if (ids.length === 0) return { rows: direct, complete: true }
  const { rows, complete } = await references.dependants(ids, { depth, limit: maxEntries })
  return { rows: [...direct, ...rows], complete: complete && showing.length < maxEntries }
}

async function described(
  { references }: Pick<Tables, 'references'>,
  { known, reached, model }: { known: readonly DependantRow[]; reached: readonly string[]; model: Model },
): Promise<AffectedEntry[]> {
  if (known.length === 0) return []
  const links = await references.publishedLinks(
    known.map(({ id }) => id),
    reached,
  )
  return known.flatMap(({ id, typeId }) => {
    const type = model.types.find((candidate) => candidate.id === typeId)
    if (type === undefined) return []
    const own = links.filter((link) => link.fromEntryId === id && fieldAt(type, link) !== undefined)
    return [{ id, type: type.name, via: [...new Set(own.map((link) => namedPath(type, link, { isFlat: true })))] }]
  })
}
