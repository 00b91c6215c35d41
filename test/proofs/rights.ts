// Proof of who may do what: the matrix of every route, everybody and everything against a policy kept apart (rights-policy.md).
// Arguments: --seed N, --every N (asks one cell of so many).
import { parseArgs } from 'node:util'
import { runMatrix } from './rights-matrix.ts'

const { values } = parseArgs({ options: { seed: { type: 'string' }, every: { type: 'string', default: '1' } } })
const seed = Number(values.seed ?? Date.now() % 1_000_000)
const every = Number(values.every)
console.log(`seed ${seed}`)

const began = performance.now()
const seconds = () => ((performance.now() - began) / 1000).toFixed(1)
const matrix = await runMatrix({ picks: (cell) => (cell + seed) % every === 0 })
const { faults } = matrix
for (const fault of faults.slice(0, 100)) console.log(`  ${fault}`)
console.log(
  `rights: ${matrix.cells} cells of ${matrix.routes} routes and ${matrix.principals} principals in ${seconds()} s, ${faults.length} faults, ` +
    `seed ${seed}: ${faults.length === 0 ? 'PASS' : 'FAIL'}`,
)
process.exit(faults.length === 0 ? 0 : 1)
