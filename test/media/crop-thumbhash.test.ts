import sharp from 'sharp'
import t from 'tap'
import { thumbHashToAverageRGBA, thumbHashToApproximateAspectRatio } from 'thumbhash'
import { cropThumbhash } from '../../packages/media/src/images/crop-thumbhash.ts'
import { imageFacts } from '../../packages/media/src/images/image-facts.ts'
import { defaultUploadLimits } from '../../packages/media/src/upload-limits.ts'
import { tempFolder } from '../support/temp-folder.ts'

t.test('the placeholder of a part has its colour and its proportions', async (t) => {
  const path = `${tempFolder(t)}/two.png`
  const half = { create: { width: 100, height: 100, channels: 3 as const, background: 'red' } }
  await sharp({ create: { width: 200, height: 100, channels: 3, background: 'blue' } })
    .composite([{ input: half, left: 0, top: 0 }])
    .toFile(path)
  const { facts } = await imageFacts(path, defaultUploadLimits)

  const part = Buffer.from(cropThumbhash(facts.thumbhash ?? '', { x: 0, y: 0, width: 0.4, height: 1 }), 'base64')

  const { r, g, b } = thumbHashToAverageRGBA(part)
  t.ok(r > 0.7 && g < 0.3 && b < 0.3, `${r} ${g} ${b}`)
  t.ok(thumbHashToApproximateAspectRatio(part) < 1)
  t.doesNotThrow(() => cropThumbhash(facts.thumbhash ?? '', { x: 0.999, y: 0.999, width: 0.001, height: 0.001 }))
})
