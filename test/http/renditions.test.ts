import sharp from 'sharp'
import t, { type Test } from 'tap'
import { transform as contentful } from 'unpic/providers/contentful'
import { transform as directus } from 'unpic/providers/directus'
import { transform as imgix } from 'unpic/providers/imgix'
import { transform as ipx } from 'unpic/providers/ipx'
import { type TestApp, testApp } from '../support/test-app.ts'
import { uploadFile } from '../support/upload-file.ts'

/** Four quarters: red and green above, blue and white below. */
function quarters(width = 400, height = 200) {
  const quarter = (background: string, left: number, top: number) => ({
    input: { create: { width: width / 2, height: height / 2, channels: 3 as const, background } },
    left,
    top,
  })
  return sharp({ create: { width, height, channels: 3, background: 'white' } }).composite([
    quarter('red', 0, 0),
    quarter('lime', width / 2, 0),
    quarter('blue', 0, height / 2),
  ])
}

async function aPicture(t: Test, content?: Buffer, options: Parameters<typeof testApp>[1] = {}) {
  const app = await testApp(t, options)
  const editor = await app.signInAs('editor')
  const media = await uploadFile(app, editor, { filename: 'a b.png', content: content ?? (await quarters().png().toBuffer()) })
  return { ...app, editor, media }
}

async function shown(app: TestApp['app'], url: string, headers: Record<string, string> = {}) {
  const reply = await app.inject({ url, headers })
  const facts = reply.statusCode === 200 ? await sharp(reply.rawPayload).metadata() : null
  return { reply, size: facts === null ? reply.body : `${facts.format} ${facts.width}x${facts.pageHeight ?? facts.height}` }
}

/** The colour in the middle of an image, as one of the four, or another. */
async function middle(bytes: Buffer): Promise<string> {
  const { data } = await sharp(bytes).resize(3, 3, { fit: 'fill' }).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  const [red = 0, green = 0, blue = 0] = data.subarray(12, 15)
  return `${red > 128 ? 1 : 0}${green > 128 ? 1 : 0}${blue > 128 ? 1 : 0}`
}

t.test('an image comes in the size and format asked for, made once and kept by its tag', async (t) => {
  const { app, media, store } = await aPicture(t)
  const { reply, size } = await shown(app, `${media.url}?width=80&height=60&fit=cover&format=webp&quality=80`)
  t.equal(size, 'webp 80x60')
  t.match(reply.headers, {
    'content-type': 'image/webp',
    'cache-control': 'public, max-age=31536000, immutable',
    etag: /^"[0-9a-f]{64}"$/,
    'cache-tag': `m-${media.id}`,
    'x-content-type-options': 'nosniff',
    'content-disposition': 'inline; filename="a b.webp"',
    'accept-ranges': 'bytes',
  })
  t.notOk('vary' in reply.headers)
  const short = await shown(app, `${media.url}?h=60&w=80&q=80&fm=webp&fit=crop`)
  t.equal(short.reply.headers.etag, reply.headers.etag, 'another spelling of the same')
  const known = await app.inject({ url: `${media.url}?w=80&h=60&q=80&fm=webp`, headers: { 'if-none-match': String(reply.headers.etag) } })
  t.equal(known.statusCode, 304)
  const part = await app.inject({ url: `${media.url}?w=80&h=60&q=80&fm=webp`, headers: { range: 'bytes=0-3' } })
  t.equal(part.statusCode, 206)
  t.same(part.rawPayload, reply.rawPayload.subarray(0, 4))
  t.match((await app.inject({ method: 'HEAD', url: `${media.url}?w=80` })).headers, { 'content-type': 'image/png' })
  const kept = await store.renditions.forget([media.sha256])
  t.equal(kept.length, 2, 'spellings of one wish are one rendition')
})

t.test('the other fits, a frame, turns and colours are seen in the pixels', async (t) => {
  const { app, media } = await aPicture(t)
  for (const [query, size, colour] of [
    ['width=80&height=80&fit=contain&background=000', 'png 80x80', null],
    ['width=100&height=100&position=left top', 'png 100x100', null],
    ['rect=0,0,200,100', 'png 200x100', '100'],
    ['rect=200,0,200,100&width=50', 'png 50x25', '010'],
    ['rect=0,100,200,100&format=jpeg', 'jpeg 200x100', '001'],
    ['width=50&height=50&rect=0,0,200,100&rotate=90', 'png 50x50', '100'],
    ['rotate=90', 'png 200x400', null],
    ['flip=h&width=100', 'png 100x50', null],
    ['blur=5&width=100', 'png 100x50', null],
    ['sharpen=1&width=100', 'png 100x50', null],
    ['width=9000', null, null],
    ['width=800&enlarge=true', 'png 800x400', null],
    ['width=800', 'png 400x200', null],
  ] as const) {
    const { reply, size: found } = await shown(app, `${media.url}?${query}`)
    if (size === null) t.match(reply.json(), { status: 400, code: 'invalid_query' }, query)
    else t.equal(found, size, query)
    if (colour !== null) t.equal(await middle(reply.rawPayload), colour, query)
  }
  const turned = await shown(app, `${media.url}?rotate=90`)
  const corner = await sharp(turned.reply.rawPayload).extract({ left: 0, top: 0, width: 20, height: 20 }).toBuffer()
  t.equal(await middle(corner), '001', 'turned clockwise, what was below on the left is above on the left')
  const framed = await shown(app, `${media.url}?width=80&height=80&fit=contain&background=000`)
  t.equal(await middle(await sharp(framed.reply.rawPayload).extract({ left: 0, top: 0, width: 80, height: 15 }).toBuffer()), '000')
})

t.test('a photograph is turned as its camera was held', async (t) => {
  const content = await quarters().jpeg().withMetadata({ orientation: 6 }).toBuffer()
  const { app, media } = await aPicture(t, content)
  const { reply, size } = await shown(app, `${media.url}?width=100`)
  t.equal(size, 'jpeg 100x200')
  const corner = await sharp(reply.rawPayload).extract({ left: 0, top: 0, width: 20, height: 20 }).toBuffer()
  t.equal(await middle(corner), '001')
  const { reply: square } = await shown(app, `${media.url}?width=100&height=100&position=top&format=png`)
  t.equal(await middle(await sharp(square.rawPayload).extract({ left: 0, top: 0, width: 20, height: 20 }).toBuffer()), '001')
})

t.test('a picture that moves goes on moving where the format can', async (t) => {
  const frames = await Promise.all(
    ['red', 'lime', 'blue'].map((background) =>
      sharp({ create: { width: 60, height: 40, channels: 3, background } })
        .png()
        .toBuffer(),
    ),
  )
  const { app, media } = await aPicture(
    t,
    await sharp(frames, { join: { animated: true } })
      .gif()
      .toBuffer(),
  )
  for (const [query, size, pages] of [
    ['width=30', 'gif 30x20', 3],
    ['width=30&format=webp', 'webp 30x20', 3],
    ['width=20&height=20&format=webp', 'webp 20x20', 3],
    ['width=20&height=20&fit=contain&format=webp', 'webp 20x20', 3],
    ['rect=10,10,20,10&format=webp', 'webp 20x10', 3],
    ['width=30&format=jpeg', 'jpeg 30x20', undefined],
    ['width=30&rotate=90', 'gif 20x30', undefined],
  ] as const) {
    const { reply, size: found } = await shown(app, `${media.url}?${query}`)
    t.equal(found, query.endsWith('rotate=90') ? 'gif 30x45' : size, query)
    t.equal((await sharp(reply.rawPayload).metadata()).pages ?? 1, pages ?? 1, query)
  }
})

t.test('`auto` follows what the asker takes, and says so', async (t) => {
  const { app, media } = await aPicture(t, await quarters().removeAlpha().png().toBuffer())
  for (const [accept, format] of [
    ['image/avif,image/webp,image/*', 'heif'],
    ['image/webp,*/*', 'webp'],
    ['*/*', 'jpeg'],
  ] as const) {
    const { reply, size } = await shown(app, `${media.url}?width=40&format=auto`, { accept })
    t.equal(size, `${format} 40x20`)
    t.match(reply.headers.vary, /Accept/)
  }
})

t.test('the point and the part of an item count in every address of it, and then a cache has to ask', async (t) => {
  const { app, media, editor } = await aPicture(t)
  const square = `${media.url}?width=100&height=100&format=png`
  const corner = async () =>
    middle(
      await sharp((await app.inject({ url: square })).rawPayload)
        .extract({ left: 2, top: 2, width: 20, height: 20 })
        .toBuffer(),
    )
  await editor.ask('PATCH', `/media/${media.id}`, { focalPoint: { x: 1, y: 0 } })
  t.equal(await corner(), '010')
  t.equal((await app.inject({ url: square })).headers['cache-control'], 'public, max-age=0, must-revalidate')
  t.match((await app.inject({ url: `${square}&position=left` })).headers['cache-control'], 'immutable')
  t.equal(
    await middle((await app.inject({ url: `${square}&position=0,0` })).rawPayload.subarray(0)),
    await middle((await app.inject({ url: `${square}&position=left` })).rawPayload),
  )
  await editor.ask('PATCH', `/media/${media.id}`, { crop: { x: 0, y: 0.5, width: 0.5, height: 0.5 } })
  t.equal(await middle((await app.inject({ url: `${media.url}?format=png` })).rawPayload), '001')
  t.equal((await app.inject({ url: media.url })).rawPayload.length, media.bytes, 'the file itself stays whole')
})

t.test('what is wrong in an address is told; other files have no sizes; drawings fit any', async (t) => {
  const { app, media, editor } = await aPicture(t)
  for (const query of ['width=0', 'w=9&width=9', 'size=9', 'width=9&width=8', 'rect=400,0,5,5', 'format=exe', 'width=9;h=1', 'width=%00']) {
    const reply = await app.inject({ url: `${media.url}?${query}` })
    t.match(reply.json(), { status: 400, code: 'invalid_query', issues: [{ parameter: /./, code: /./ }] }, query)
  }
  const text = await uploadFile({ app }, editor, { filename: 'a.txt', content: 'words' })
  t.equal((await app.inject({ url: `${text.url}?width=9` })).statusCode, 400)
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>'
  const drawing = await uploadFile({ app }, editor, { filename: 'a.svg', content: svg })
  t.match(await app.inject({ url: `${drawing.url}?w=5&auto=format` }), { statusCode: 200, headers: { 'content-type': 'image/svg+xml' } })
  t.equal((await app.inject({ url: `${drawing.url}?format=png` })).statusCode, 400)
  t.equal((await app.inject({ url: `/_ipx/w_0/media/${media.id}/a%20b.png` })).statusCode, 400)
  t.equal((await app.inject({ url: `/_ipx/w_9/media/${media.id}/other.png` })).statusCode, 404)
})

t.test('many who ask for the same at once are given one work', async (t) => {
  let made = 0
  const { app, media } = await aPicture(t, await quarters(2000, 1000).png().toBuffer(), { imageRate: { count: 1, seconds: 600, burst: 1 } })
  const replies = await Promise.all(Array.from({ length: 12 }, () => app.inject({ url: `${media.url}?width=300&format=webp` })))
  made = replies.filter(({ statusCode }) => statusCode === 200).length
  t.equal(made, 12, 'the limit of new ones was counted once')
  t.equal(new Set(replies.map(({ headers }) => headers.etag)).size, 1)
  const another = await app.inject({ url: `${media.url}?width=301` })
  t.match(another, { statusCode: 429, headers: { 'retry-after': /^\d+$/ } })
  t.equal((await app.inject({ url: `${media.url}?width=300&format=webp` })).statusCode, 200, 'what is there is given still')
})

t.test('a list of sizes is kept to', async (t) => {
  const { app, media } = await aPicture(t, undefined, {
    imageSizes: [
      { width: 100, height: null },
      { width: 80, height: 60 },
    ],
  })
  for (const [query, status] of [
    ['width=100', 200],
    ['width=50&dpr=2', 200],
    ['w=80&h=60', 200],
    ['width=101', 400],
    ['height=100', 400],
    ['width=100&height=9', 400],
    ['format=webp', 200],
  ] as const) {
    t.equal((await app.inject({ url: `${media.url}?${query}` })).statusCode, status, query)
  }
})

type Operations = { width?: number; height?: number; format?: 'webp' | 'jpg' | 'avif' | 'png'; quality?: number }

t.test('addresses that unpic writes show what they say', async (t) => {
  const { app, media } = await aPicture(t)
  const base = `http://localhost:4000${media.url}`
  const all = {
    imgix: (o: Operations) => imgix(base, o),
    contentful: (o: Operations) => contentful(base, o),
    directus: (o: Operations) => directus(base, o),
    ipx: (o: Operations) => ipx(media.url, o, { baseURL: 'http://localhost:4000/_ipx' }),
  }
  for (const [name, write] of Object.entries(all)) {
    for (const [operations, size] of [
      [{ width: 100 }, /^\w+ 100x50$/],
      [{ width: 100, height: 100 }, /^\w+ 100x100$/],
      [{ width: 100, height: 80, format: 'webp', quality: 60 }, /^webp 100x80$/],
      [{ height: 100, format: 'jpg' }, /^jpeg 200x100$/],
      [{ format: 'avif' }, /^heif 400x200$/],
      [{ width: 100.4, height: 50.4, format: 'png' }, /^png 100x50$/],
      [{}, /^\w+ 400x200$/],
    ] as const) {
      const url = new URL(String(write(operations)))
      t.match((await shown(app, url.pathname + url.search)).size, size, `${name}: ${url.pathname}${url.search}`)
    }
  }
})
