import t from 'tap'
import { runHiddenValues } from '../proofs/hidden-values.ts'

for (const kind of ['content', 'reading', 'writing'] as const)
  t.test(`two houses that differ in what is hidden alone answer alike (${kind}): a part of the proof \`rights\``, async (t) => {
    const { asked, statuses, faults } = await runHiddenValues({ seed: 6, count: 150, kind })
    t.same(faults, [])
    t.equal(asked, 150)
    t.ok((statuses[200] ?? 0) > 30, JSON.stringify(statuses))
  })
