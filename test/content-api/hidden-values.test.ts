import t from 'tap'
import { pairKinds } from '../proofs/hidden-pair.ts'
import { runHiddenValues } from '../proofs/hidden-values.ts'

for (const kind of pairKinds)
  t.test(`two houses that differ in what is hidden alone answer alike (${kind}): a part of the proof \`rights\``, async (t) => {
    const { asked, statuses, faults } = await runHiddenValues({ seed: 6, count: 100, kind })
    t.same(faults, [])
    t.equal(asked, 100)
    t.ok((statuses[200] ?? 0) > 20, JSON.stringify(statuses))
  })
