import t from 'tap'
import { tryAddresses } from '../proofs/guarded-addresses.ts'

t.test('no spelling of an address inside, and no name that lies, is saved or sent to: the proof `addresses`', async (t) => {
  const { spellings, faults, connections, allowed } = await tryAddresses(t)
  t.ok(spellings >= 60)
  t.same(faults, [])
  t.equal(connections, 0)
  t.equal(allowed, 1)
})
