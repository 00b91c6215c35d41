// Proof of the merge: many triples of base, ours and theirs, each against every law. Arguments: --seed N, --cases N.
import { parseArgs } from 'node:util'
import fc from 'fast-check'
import { laws } from '../merge/merge-laws.ts'
import { aTriple } from '../merge/page-contents.ts'

const { values } = parseArgs({ options: { seed: { type: 'string' }, cases: { type: 'string', default: '100000' } } })
const seed = Number(values.seed ?? Date.now() % 1_000_000)
const cases = Number(values.cases)
console.log(`seed ${seed}`)

const began = performance.now()
const details = fc.check(
  fc.property(aTriple, (triple) => {
    for (const [sentence, law] of Object.entries(laws)) {
      const fault = law(triple)
      if (fault !== null) throw new Error(`${sentence}: ${fault}`)
    }
  }),
  // Unshrunk: `VERSO_MERGE_SEED=N npm test -- test/merge/merge-laws.test.ts` finds the least one.
  { seed, numRuns: cases, endOnFailure: true },
)
if (details.failed)
  console.log(
    `  ${details.errorInstance instanceof Error ? details.errorInstance.message : ''}\n  ${JSON.stringify(details.counterexample)}`,
  )
console.log(
  `merge: ${details.numRuns} cases against ${Object.keys(laws).length} laws in ${((performance.now() - began) / 1000).toFixed(1)} s, seed ${seed}: ${details.failed ? 'FAIL' : 'PASS'}`,
)
process.exit(details.failed ? 1 : 0)
