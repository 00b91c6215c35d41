import fc from 'fast-check'
import t from 'tap'
import { holdsBinary } from '../../packages/media/src/holds-binary.ts'

t.test('law: a byte that no text holds is found wherever it stands, and nothing else is taken for one', async (t) => {
  const text = fc.uint8Array({ min: 0x20, maxLength: 40 })
  const control = fc.constantFrom(0x09, 0x0a, 0x0c, 0x0d, 0x1b)
  const binary = fc.integer({ min: 0, max: 0x1f }).filter((byte) => ![0x09, 0x0a, 0x0c, 0x0d, 0x1b].includes(byte))
  const pieces = fc.array(
    fc.oneof(
      text,
      control.map((byte) => Uint8Array.of(byte)),
    ),
    { maxLength: 12 },
  )
  fc.assert(
    fc.property(pieces, pieces, binary, fc.nat({ max: 9 }), (before, after, byte, start) => {
      // Chunks of a stream begin anywhere in the memory that they lie in.
      const chunkOf = (parts: Uint8Array[]) => Buffer.concat([new Uint8Array(start), ...parts]).subarray(start)
      return !holdsBinary(chunkOf([...before, ...after])) && holdsBinary(chunkOf([...before, Uint8Array.of(byte), ...after]))
    }),
    { numRuns: 2000 },
  )
  t.notOk(holdsBinary(Buffer.alloc(0)))
})
