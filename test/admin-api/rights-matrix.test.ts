import t from 'tap'
import { runMatrix } from '../proofs/rights-matrix.ts'

t.test('every route has a policy and a description, and answers everybody as the policy says: a part of the proof `rights`', async (t) => {
  // The same part each time: what fails here fails again.
  const { cells, faults } = await runMatrix({ picks: (cell) => cell % 41 === 0, looksForPlants: false })
  t.same(faults, [], `${cells} cells`)
  t.ok(cells > 150)
})
