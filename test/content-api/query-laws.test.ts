import t from 'tap'
import { aContext } from '../support/builders.ts'
import { contentServer } from '../support/content-server.ts'
import { testStore } from '../support/test-store.ts'
import { runQueries } from './query-run.ts'

// The same one each time: other seeds are for the proof.
const seed = Number(process.env.QUERY_SEED ?? 415_706)
const worlds = 2
const queries = 150

t.test('any query means what a plain loop over the same data means', async (t) => {
  t.comment(`seed ${seed}; npm run prove -- queries --seed ${seed} asks the same and more`)
  for (let world = 0; world < worlds; world += 1) {
    const now = new Date('2026-11-01T12:00:00Z')
    const ctx = await aContext(await testStore(t), { now: () => now })
    const server = await contentServer(t, ctx)
    const faults: string[] = []
    await runQueries({ ctx, server, seed: seed + world, count: queries, tell: (fault) => faults.push(fault) })
    t.same(faults, [])
  }
})
