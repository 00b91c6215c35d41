// Proof of who may do what: the matrix of every route, everybody and everything against a policy kept apart (rights-policy.md).
// and houses that differ in what is hidden alone, which answer those who may not see it alike, byte by byte.
// Arguments: --seed N, --every N (asks one cell of so many), --questions N, --part matrix|hidden, --route PATTERN, --as PATTERN (of
// principals), --pair PATTERN (of content, reading, writing, fields, locales, rows).
import { parseArgs } from 'node:util'
import { pairKinds } from './hidden-pair.ts'
import { type PairFigures, runHiddenValues } from './hidden-values.ts'
import { runMatrix } from './rights-matrix.ts'

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    every: { type: 'string', default: '1' },
    questions: { type: 'string', default: '5000' },
    part: { type: 'string' },
    route: { type: 'string', default: '' },
    as: { type: 'string', default: '' },
    pair: { type: 'string', default: '' },
  },
})
const seed = Number(values.seed ?? Date.now() % 1_000_000)
const every = Number(values.every)
const questions = Number(values.questions)
console.log(`seed ${seed}`)

const began = performance.now()
const asks = (part: string) => values.part === undefined || values.part === part
const nothing = { routes: 0, principals: 0, cells: 0, looked: 0, faults: [] }
const matrix = asks('matrix')
  ? await runMatrix({
      picks: (cell, { route, caller }) =>
        (cell + seed) % every === 0 && new RegExp(values.route).test(route) && new RegExp(values.as).test(caller),
    })
  : nothing
const pairs: PairFigures[] = []
if (asks('hidden'))
  for (const kind of pairKinds)
    if (new RegExp(values.pair).test(kind))
      pairs.push(await runHiddenValues({ seed, count: Math.ceil(questions / pairKinds.length), kind }))
const faults = [matrix, ...pairs].flatMap((part) => part.faults)
for (const fault of faults.slice(0, 100)) console.log(`  ${fault}`)
const statuses = pairs.map((pair) =>
  Object.entries(pair.statuses)
    .map(([status, count]) => `${status}: ${count}`)
    .join(' '),
)
console.log(
  `rights: ${matrix.cells} cells of ${matrix.routes} routes and ${matrix.principals} principals, ${matrix.looked} questions for what was planted, ` +
    `${pairs.reduce((sum, pair) => sum + pair.asked, 0)} questions to two houses (${statuses.join('; ')}), ` +
    `${((performance.now() - began) / 1000).toFixed(0)} s, ${faults.length} faults, seed ${seed}: ${faults.length === 0 ? 'PASS' : 'FAIL'}`,
)
process.exit(faults.length === 0 ? 0 : 1)
