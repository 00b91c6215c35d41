import type { DependantRow, Tables, UsageRow } from '@verso/data'
import { fieldAt, type Model, namedPath } from '@verso/model'
import { may } from '../authorise.ts'
import type { Context } from '../context.ts'
import { readableEntry } from '../readable-fields.ts'
import { typeOfEntry } from '../entries/entry-detail.ts'
import { entryTitle } from '../entries/entry-title.ts'

/** A published entry whose readers may see something else, and by which of its fields. */
export interface AffectedEntry {
  id: string
  typeName: string
  title: string
  via: string[]
}

/** Whom a change of what is public concerns, as far as the asker may know of it. */
export interface PublicationImpact {
  count: number
  /** The nearest ones. */
  sample: AffectedEntry[]
  /** Ids of those that the asker may not read. */
  hidden: string[]
  /** False where the walk was cut short. */
  complete: boolean
}

/** As deep as an include can reach. */
const depth = 5
const limit = 1_000
const sampleSize = 20

/** The published entries that lead to these, directly or over others. */
export async function publicationImpact(ctx: Context, tables: Tables, entryIds: readonly string[]): Promise<PublicationImpact> {
  const { rows, complete } =
    entryIds.length === 0 ? { rows: [], complete: true } : await tables.references.dependants(entryIds, { depth, limit })
  const readable = rows.filter((row) => may(ctx.actor, 'read', row))
  const sampled = readable.slice(0, sampleSize)
  const reached = [...entryIds, ...rows.map((row) => row.id)]
  const hidden = rows.filter((row) => !readable.includes(row)).map((row) => row.id)
  return { count: readable.length, sample: await describe(ctx, tables, { sampled, reached }), hidden, complete }
}

interface Sampled {
  sampled: readonly DependantRow[]
  reached: readonly string[]
}

async function describe(ctx: Context, tables: Tables, { sampled, reached }: Sampled): Promise<AffectedEntry[]> {
  if (sampled.length === 0) return []
  const ids = sampled.map((row) => row.id)
  const model = await tables.models.current()
  const links = await tables.references.publishedLinks(ids, reached)
  const entries = new Map((await tables.entries.findMany(ids)).map((row) => [row.id, row]))
  return ids.flatMap((id) => {
    const entry = entries.get(id)
    if (entry === undefined) return []
    const { type, content } = readableEntry(ctx.actor, typeOfEntry(model, entry), entry)
    const via = links.filter((link) => link.fromEntryId === id && fieldAt(type, link) !== undefined).map((link) => pathOf(model, link))
    return [{ id, typeName: type.name, title: entryTitle(type, content, model.locales), via: [...new Set(via)] }]
  })
}

function pathOf(model: Model, link: UsageRow): string {
  return namedPath(typeOfEntry(model, { id: link.fromEntryId, typeId: link.fromTypeId }), link, { isFlat: true })
}
