import { type ImageUse, isImageCrop, pixelsOf, readImageUse, writeImageUse } from '@verso/model'
import fc from 'fast-check'
import t from 'tap'

t.test('a use is written in an address in few digits', async (t) => {
  const crop = { x: 0.1, y: 0, width: 0.5, height: 1 }
  t.equal(writeImageUse({ crop, focalPoint: { x: 1 / 3, y: 1 } }), 'crop_0.1_0_0.5_1,focal_0.33333_1')
  t.same(readImageUse('crop_0.1_0_0.5_1,focal_0.33333_1'), { crop, focalPoint: { x: 0.33333, y: 1 } })
  t.same(readImageUse('focal_0_0.5'), { focalPoint: { x: 0, y: 0.5 } })
  t.equal(writeImageUse({}), null)
})

t.test('what is spelled in any other way is no use', async (t) => {
  const strange = [
    '',
    ',',
    'focal',
    'focal_1',
    'focal_1.1_0',
    'focal_0_-1',
    'focal_0_1e-1',
    'crop_0_0_0_1',
    'crop_0_0_1',
    'focal_0_0,crop_0_0_1_1',
  ]
  for (const text of [
    ...strange,
    ',focal_0_0',
    'crop_0_0_1_1focal_0_0',
    'crop_0_0_1_1,',
    'focal_0_0,focal_0_0',
    'focal_0.123456_0',
    'crop_0_0_1_0',
  ])
    t.equal(readImageUse(text), null, text)
})

const fraction = fc.double({ min: 0, max: 1, noNaN: true })
const side = fc.integer({ min: 1, max: 20_000 })
const crop = fc
  .tuple(fraction, fraction, fraction, fraction)
  .map(([x, y, across, down]) => ({ x, y, width: (1 - x) * across, height: (1 - y) * down }))
  .filter(isImageCrop)

t.test('law: an address gives back the use to the pixel or the next one, and a part has pixels of the picture only', async (t) => {
  fc.assert(
    fc.property(crop, fraction, fraction, side, side, (part, x, y, width, height) => {
      const use: ImageUse = { crop: part, focalPoint: { x, y } }
      const read = readImageUse(writeImageUse(use) ?? '')
      if (read?.crop === undefined || read.focalPoint === undefined) return false
      if (Math.abs(read.focalPoint.x - x) > 1e-5 || Math.abs(read.focalPoint.y - y) > 1e-5) return false
      const [meant, given] = [pixelsOf(part, { width, height }), pixelsOf(read.crop, { width, height })]
      const sides = ['left', 'top', 'width', 'height'] as const
      return (
        sides.every((name) => Number.isInteger(given[name]) && Math.abs(given[name] - meant[name]) <= 1) &&
        Math.min(given.left, given.top) >= 0 &&
        Math.min(given.width, given.height) >= 1 &&
        given.left + given.width <= width &&
        given.top + given.height <= height
      )
    }),
  )
  t.pass()
})
