import { createStore } from '@verso/data'
import { keptDatabase } from '../support/kept-database.ts'
import { seedScale } from './scale-seed.ts'

/** As many articles with fields that are indexed and searched as are asked for: made once and kept below `.cache`, each time as a copy. */
export function keptScale(count: number): ReturnType<typeof keptDatabase> {
  return keptDatabase(`scale-${count}-1`, (database) => fill(database, count), buildIndexes)
}

async function fill(database: string, count: number): Promise<void> {
  const say = sayer()
  await seedScale(database, count, (done) => {
    if (done % 50_000 < 20_000 || done < 2_000) say(`${done} articles`)
  })
}

/** Indexes of fields, as the worker builds them. */
async function buildIndexes(database: string): Promise<void> {
  const say = sayer()
  const builder = await createStore({ connectionString: database, poolSize: 4 })
  await builder.indexes.reconcile({ onStep: ({ done, name }) => say(`${name} ${done}`) })
  await builder.close()
}

function sayer(): (text: string) => void {
  const startedAt = performance.now()
  return (text) => console.log(`  ${text} after ${((performance.now() - startedAt) / 1000).toFixed(0)} s`)
}
