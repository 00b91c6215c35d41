import type { EventRow } from '@verso/data'
import type { Model } from '@verso/model'
import type { Context } from '../context.ts'

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

/** Whom an event of the log concerns beside what it names. */
export async function impactOfEvent(_ctx: Context, { items }: EventRow, model: Model): Promise<Impact> {
  const ids = new Set(items.map(({ typeId }) => typeId))
  return { entries: [], types: model.types.filter(({ id }) => ids.has(id)).map(({ name }) => name), pages: [], complete: false }
}
