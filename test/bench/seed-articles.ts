import { type Context, createType, importEntries, type ImportRecord, reserveImportIds } from '@verso/core'
import { createStore, type Store } from '@verso/data'
import { diskStore } from '@verso/media'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { uuidv7 } from 'uuidv7'
import { authorCount, categoryCount, recordOfArticle, recordOfAuthor, recordOfCategory, types } from './articles.ts'
import { fillByHand } from './by-hand.ts'

const batch = 500

/** Makes the types and writes the articles through the verbs, as an import would; then the same content as by hand. */
export async function seedArticles(connectionString: string, count: number, onProgress: (done: number) => void): Promise<void> {
  const store = await createStore({ connectionString, poolSize: 4 })
  const ctx = benchContext(store)
  for (const type of types) await createType(ctx, type)
  const records = [
    ...range(authorCount).map(recordOfAuthor),
    ...range(categoryCount).map(recordOfCategory),
    ...range(count).map(recordOfArticle),
  ]
  await seedRecords(ctx, records, onProgress)
  await store.close()
  const sql = new pg.Client({ connectionString })
  await sql.connect()
  await fillByHand(sql)
  await sql.query('vacuum analyze')
  await sql.end()
}

/** What verbs need, for a bench that acts as the system. */
export function benchContext(store: Store): Context {
  return {
    store,
    actor: { kind: 'system', id: null, name: 'bench', roles: [], limit: null, sessionId: null, makerId: null },
    files: diskStore(join(tmpdir(), 'verso-bench')),
    now: () => new Date(),
    newId: uuidv7,
    model: () => store.models.current(),
    address: null,
    requestId: null,
  }
}

export async function seedRecords(ctx: Context, records: ImportRecord[], onProgress: (done: number) => void): Promise<void> {
  const ids = {
    entries: await reserveImportIds(ctx, { source: 'bench', keys: records.map(({ key }) => key), kind: 'entry' }),
    media: new Map<string, string>(),
  }
  for (let from = 0; from < records.length; from += batch) {
    await importBatch(ctx, records.slice(from, from + batch), ids)
    onProgress(Math.min(from + batch, records.length))
  }
}

async function importBatch(
  ctx: Context,
  records: ImportRecord[],
  ids: { entries: Map<string, string>; media: Map<string, string> },
): Promise<void> {
  const { outcomes } = await importEntries(ctx, { source: 'bench', records, ids })
  const wrong = outcomes.find(({ outcome }) => outcome !== 'made')
  if (wrong !== undefined) throw new Error(`An article was not made: ${JSON.stringify(wrong)}`)
}

function range(length: number): number[] {
  return Array.from({ length }, (_, index) => index)
}
