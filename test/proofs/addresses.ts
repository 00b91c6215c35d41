// Proof of the guarded way out: no spelling of an address inside, and no name that lies about where it leads, reaches a listener there, neither when
// it is saved nor when it is sent to.
import { tryAddresses } from './guarded-addresses.ts'

const ends: (() => unknown)[] = []
const { spellings, faults, connections, allowed } = await tryAddresses({ teardown: (end) => void ends.push(end) })
for (const end of ends.reverse()) await end()
for (const fault of faults) console.log(`  not refused: ${fault}`)
const isRight = faults.length === 0 && connections === 0 && allowed === 1 && spellings >= 60
console.log(
  `addresses: ${spellings} spellings, 4 names of both kinds, 20 that turned: ${faults.length} not refused, ${connections} connections inside, ` +
    `${allowed} where it is allowed: ${isRight ? 'PASS' : 'FAIL'}`,
)
process.exit(isRight ? 0 : 1)
