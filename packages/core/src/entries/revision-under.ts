import type { EntryRow, RevisionRow, Tables } from '@verso/data'
import type { Model } from '@verso/model'
import { contentUnder } from '../types/model-lineage.ts'

/** A saved state of an entry with its content in the form of a model, however long ago and under whatever model it was saved. */
export async function revisionUnder(
  tables: Pick<Tables, 'models' | 'revisions'>,
  model: Model,
  { entry, number }: { entry: Pick<EntryRow, 'id' | 'typeId'>; number: number },
): Promise<RevisionRow | null> {
  const revision = await tables.revisions.find(entry.id, number)
  return revision === null ? null : { ...revision, content: await contentUnder(tables, model, { ...revision, typeId: entry.typeId }) }
}
