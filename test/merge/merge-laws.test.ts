import fc from 'fast-check'
import t from 'tap'
import { laws } from './merge-laws.ts'
import { aTriple } from './page-contents.ts'

// The proof runs many more: `npm run prove -- merge`.
const numRuns = Number(process.env['VERSO_MERGE_CASES'] ?? 300)
const seed = Number(process.env['VERSO_MERGE_SEED'] ?? Date.now() % 1_000_000)
t.comment(`seed ${seed}, ${numRuns} cases a law`)

for (const [sentence, law] of Object.entries(laws)) {
  t.test(`law: ${sentence}`, async () => {
    fc.assert(
      fc.property(aTriple, (triple) => {
        const fault = law(triple)
        if (fault !== null) throw new Error(fault)
      }),
      { numRuns, seed },
    )
  })
}
