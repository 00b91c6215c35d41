import t from 'tap'
import { aContext } from '../support/builders.ts'
import { contentServer } from '../support/content-server.ts'
import { testStore } from '../support/test-store.ts'
import { runHistories } from './sync-histories.ts'

const seed = Number(process.env.SYNC_SEED ?? Date.now() % 1_000_000)
const histories = Number(process.env.SYNC_HISTORIES ?? 8)

t.test('what was there and the changes since are what is there now, byte for byte', async (t) => {
  t.comment(`seed ${seed}; npm run prove -- sync --seed ${seed} goes on with many more`)
  const clock = { at: Date.parse('2026-11-01T12:00:00Z') }
  const ctx = await aContext(await testStore(t), { now: () => new Date(clock.at) })
  const server = await contentServer(t, ctx)
  const compared = await runHistories({ ctx, server, clock, seed, histories })
  t.ok(compared >= histories, `${compared} copies compared after ${histories} histories`)
})
