import type { EntryRow, RevisionRow, Tables } from '@verso/data'
import type { Model } from '@verso/model'
import { contentUnder } from '../types/model-lineage.ts'

/** Names a saved state of an entry. */
interface RevisionOf {
  entry: Pick<EntryRow, 'id' | 'typeId'>
  number: number
}

type Past = Pick<Tables, 'models' | 'revisions'>

/** A saved state of an entry with its content in the form of a model, however long ago and under whatever model it was saved. */
export async function revisionUnder(tables: Past, model: Model, wanted: RevisionOf): Promise<RevisionRow | null> {
  const [revision] = await revisionsUnder(tables, model, [wanted])
  return revision ?? null
}

/** The same for many; what isn't there is left out. One statement for every 500, each of which may bring a chain of deltas along. */
export async function revisionsUnder(tables: Past, model: Model, wanted: readonly RevisionOf[]): Promise<RevisionRow[]> {
  const typeIds = new Map(wanted.map(({ entry }) => [entry.id, entry.typeId]))
  const found: RevisionRow[] = []
  for (let from = 0; from < wanted.length; from += pageSize) {
    const page = wanted.slice(from, from + pageSize).map(({ entry, number }) => ({ entryId: entry.id, number }))
    for (const revision of await tables.revisions.findMany(page)) {
      const typeId = typeIds.get(revision.entryId) ?? ''
      found.push({ ...revision, content: await contentUnder(tables, model, { ...revision, typeId }) })
    }
  }
  return found
}

const pageSize = 500
