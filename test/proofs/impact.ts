// Proof of impact: a site is edited at random; after each edit only the pages that the log names are built anew, and the site is the same, byte for byte, as one
// that was built whole. Arguments: --seed N, --edits N, --quick for few.
import { parseArgs } from 'node:util'
import { createStore } from '@verso/data'
import { randomFrom } from '../data/random.ts'
import { freshDatabase } from '../support/database.ts'
import { appOver } from '../support/test-app.ts'
import { editAtRandom } from './impact-site.ts'

const { values } = parseArgs({
  options: { seed: { type: 'string' }, edits: { type: 'string', default: '300' }, quick: { type: 'boolean' } },
})
const seed = Number(values.seed ?? Date.now() % 1_000_000)
const edits = values.quick === true ? 20 : Number(values.edits)
console.log(`seed ${seed}`)

const began = performance.now()
const store = await createStore({ connectionString: await freshDatabase(), connectTimeoutMs: 60_000 })
const { close, ...app } = await appOver(store)
const { stale, named } = await editAtRandom(app, { edits, random: randomFrom(seed) })
await close()
await store.close()
for (const { edit, page } of stale.slice(0, 10)) console.log(`  after edit ${edit} ${page} was not named and is another`)
const seconds = ((performance.now() - began) / 1000).toFixed(1)
console.log(
  `impact: ${edits} edits, ${named} pages named, ${stale.length} stale, ${seconds} s, seed ${seed}: ${stale.length === 0 ? 'PASS' : 'FAIL'}`,
)
process.exit(stale.length === 0 ? 0 : 1)
