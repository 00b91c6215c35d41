import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import { createTokenUses } from '../../packages/data/src/tables/token-uses.ts'

t.test('uses are written in one statement at a time, with all that came meanwhile in the next', async (t) => {
  const statements: unknown[][] = []
  const gates: (() => void)[] = []
  const uses = createTokenUses(async (_text, values) => {
    statements.push(values as unknown[])
    await new Promise<void>((resolve) => gates.push(resolve))
    return []
  })
  const [first, second] = [randomUUID(), randomUUID()]
  const at = (second: number) => new Date(second * 1000)

  const notes = [uses.note(first, at(1)), uses.note(first, at(2))]
  await sleep(0)
  for (let index = 0; index < 100; index += 1) notes.push(uses.note(index % 2 === 0 ? first : second, at(3 + index)))
  await sleep(0)
  t.strictSame(statements, [[[first], [at(2)]]], 'nothing more is sent while one is on its way')
  gates[0]?.()
  await sleep(0)
  t.equal(statements.length, 2)
  gates[1]?.()
  await Promise.all(notes)
  t.strictSame(statements[1], [
    [first, second],
    [at(101), at(102)],
  ])
})

t.test('that a use can not be noted is no reason to refuse', async () => {
  const uses = createTokenUses(async () => {
    throw new Error('No space left on device')
  })
  await uses.note(randomUUID(), new Date())
})
