import sharp from 'sharp'
import t from 'tap'
import { testStore, upload } from './disk.ts'

const picture = (background: string, width = 60, height = 40) => sharp({ create: { width, height, channels: 3, background } })

t.test('a picture tells its colour, a placeholder with its proportions, and who made it', async (t) => {
  const { store } = await testStore(t)
  const exif = { IFD0: { Copyright: 'CC BY 4.0 Umit', Artist: 'Ada Lovelace', Make: 'A camera' } }
  for (const format of ['jpeg', 'png', 'webp', 'avif'] as const) {
    const bytes = await picture('#d02020').withExif(exif).toFormat(format).toBuffer()
    const { facts } = await upload(store, bytes, 'x')
    t.match(facts, { copyright: 'CC BY 4.0 Umit', creator: 'Ada Lovelace', hasAlpha: false }, format)
    t.equal(facts.dominantColor?.slice(1, 3).match(/^[cd]/)?.length, 1, `${format}: ${facts.dominantColor} is red`)
    t.ok(Buffer.from(facts.thumbhash ?? '', 'base64').length > 4)
    t.notOk(JSON.stringify(facts).includes('camera'), 'nothing else of the EXIF data is told')
  }
})

t.test('a picture that moves tells its frames, one that stands still does not', async (t) => {
  const { store } = await testStore(t)
  const frames = await Promise.all(['red', 'green', 'blue'].map((colour) => picture(colour).png().toBuffer()))
  const gif = await sharp(frames, { join: { animated: true } })
    .gif()
    .toBuffer()
  t.equal((await upload(store, gif, 'x.gif')).facts.frames, 3)
  t.equal((await upload(store, await picture('red').gif().toBuffer(), 'x.gif')).facts.frames, undefined)
})

t.test('a turned picture has the placeholder of how it is shown', async (t) => {
  const { store } = await testStore(t)
  const halves = sharp({ create: { width: 40, height: 20, channels: 3, background: 'white' } }).composite([
    { input: await picture('black', 20, 20).png().toBuffer(), left: 0, top: 0 },
  ])
  const flat = await halves.png().toBuffer()
  const turned = await sharp(flat).jpeg({ quality: 100 }).withMetadata({ orientation: 6 }).toBuffer()
  const shown = await sharp(flat).rotate(90).jpeg({ quality: 100 }).toBuffer()
  const [one, other] = [await upload(store, turned, 'x.jpg'), await upload(store, shown, 'x.jpg')]
  t.match(one, { width: 20, height: 40 })
  t.equal(one.facts.thumbhash, other.facts.thumbhash)
})

t.test('EXIF data that points anywhere tells nothing and does no harm', async (t) => {
  const { store } = await testStore(t)
  const whole = await picture('#d02020')
    .withExif({ IFD0: { Copyright: 'Someone', Artist: 'Somebody else' } })
    .jpeg()
    .toBuffer()
  const start = whole.indexOf('Exif\0\0')
  for (let at = start + 6; at < start + 80; at += 1) {
    const broken = Buffer.from(whole)
    broken.writeUInt8(0xff, at)
    const { facts } = await upload(store, broken, 'x.jpg')
    t.ok((facts.copyright ?? '').length <= 2000)
  }
})
