import sharp from 'sharp'
import t, { type Test } from 'tap'
import { testApp } from '../support/test-app.ts'
import { uploadFile } from '../support/upload-file.ts'

const colours = { red: [255, 0, 0], lime: [0, 255, 0], blue: [0, 0, 255], white: [255, 255, 255] }

/** Four stripes of 100 pixels: red, green, blue, white. */
async function stripes(): Promise<Buffer> {
  const one = (background: string, left: number) => ({
    input: { create: { width: 100, height: 100, channels: 3 as const, background } },
    left,
    top: 0,
  })
  return sharp({ create: { width: 400, height: 100, channels: 3, background: 'black' } })
    .composite(Object.keys(colours).map((name, index) => one(name, index * 100)))
    .png()
    .toBuffer()
}

/** Of which colours an answer is from left to right, and how large. */
async function seen({ rawPayload }: { rawPayload: Buffer }): Promise<string> {
  const { width, height } = await sharp(rawPayload).metadata()
  const { data } = await sharp(rawPayload)
    .removeAlpha()
    .extract({ left: 0, top: 0, width, height: 1 })
    .raw()
    .toBuffer({ resolveWithObject: true })
  const names = Array.from({ length: width }, (_, x) => {
    const near = Object.entries(colours).find(([, parts]) => parts.every((part, at) => Math.abs(part - (data[x * 3 + at] ?? 0)) < 40))
    return near?.[0] ?? ''
  })
  return `${width}x${height} ${names.filter((name, x) => name !== '' && name !== names[x - 1]).join(' ')}`
}

async function aSite(t: Test, options: Parameters<typeof testApp>[1] = {}) {
  const site = await testApp(t, options)
  const [editor, owner] = [await site.signInAs('editor'), await site.signInAs('owner')]
  const media = await uploadFile(site, editor, { filename: 'a b.png', content: await stripes() })
  const get = (url: string) => site.app.inject({ url })
  return { ...site, editor, owner, media, get, use: (use: string) => `/media/${media.id}/${use}/a%20b.png` }
}

t.test('an address names the part and the point of one place, whatever the file says of itself', async (t) => {
  const { get, use, editor, media } = await aSite(t)
  await editor.ask('PATCH', `/media/${media.id}`, { crop: { x: 0, y: 0, width: 0.25, height: 1 }, focalPoint: { x: 0, y: 0 } })
  const part = await get(use('crop_0.5_0_0.5_1'))
  t.match([part.statusCode, part.headers['content-type'], await seen(part)], [200, 'image/png', '200x100 blue white'])
  t.match(part.headers['cache-control'], 'immutable', 'nothing that is said of the file changes it')
  t.equal(await seen(await get(`${use('crop_0.5_0_0.5_1')}?width=50`)), '50x25 blue white')
  t.equal(await seen(await get(`${use('crop_0.25_0_0.75_1,focal_1_0.5')}?width=20&height=20`)), '20x20 white')
  t.equal(await seen(await get(`${use('crop_0.25_0_0.75_1,focal_0.3_0.5')}?w=20&h=20&fit=crop`)), '20x20 lime')
  t.equal(await seen(await get(`/_ipx/w_50${use('crop_0.5_0_0.5_1')}`)), '50x25 blue white')
  t.equal(
    await seen(await get(`${use('focal_1_1')}?width=20&height=20`)),
    '20x20 red',
    'the part of the file counts where the place names none',
  )
  t.equal((await get(use('crop_0_0_1_1'))).rawPayload.length, media.bytes, 'all of it is the file itself')
  t.equal((await get(use('focal_1_1'))).rawPayload.length, media.bytes)
})

t.test('an address that names no use is none; what has no pixels is given as it is', async (t) => {
  const { app, editor, get, media, use } = await aSite(t)
  for (const strange of ['crop_0_0_0_1', 'focal_2_0', 'x', 'crop_0_0_1_1,', '%00', '..', 'crop_0_0_1_1;focal_0_0'])
    t.equal((await get(use(strange))).statusCode, 404, strange)
  t.equal((await get(`/media/${media.id}/focal_0_0/other.png`)).statusCode, 404)
  const text = await uploadFile({ app }, editor, { filename: 'a.txt', content: 'words' })
  t.equal((await get(`/media/${text.id}/crop_0_0_0.5_0.5/a.txt`)).body, 'words')
})

t.test('a place that shows a file has its own part and point of it, and readers get their address and size', async (t) => {
  const { ask, get, owner, media } = await aSite(t)
  const fields = [
    { name: 'cover', kind: 'media' },
    { name: 'gallery', kind: 'media', many: true },
    { name: 'text', kind: 'richText' },
  ]
  await owner.ask('POST', '/types', { name: 'page', publicRead: true, fields })
  const crop = { x: 0.5, y: 0, width: 0.5, height: 1 }
  const cover = { _media: media.id, crop, focalPoint: { x: 0.875, y: 0.5 } }
  const text = [{ _type: 'image', _key: 'i', media: { _media: media.id, crop }, alt: 'Two' }]
  const values = { cover, gallery: [{ _media: media.id }], text }
  const made = (await owner.ask('POST', '/entries', { type: 'page', fields: values })).json()
  t.same(made.fields, values)
  t.equal((await owner.ask('POST', `/entries/${made.id}/publish`, {})).statusCode, 200)

  const { data } = (await ask('GET', `/content/v1/entries/page/${made.id}`)).json()

  const address = `/media/${media.id}/crop_0.5_0_0.5_1`
  t.match(data.cover, {
    url: new RegExp(`${address},focal_0.875_0.5/a%20b.png$`),
    width: 200,
    height: 100,
    focalPoint: { x: 0.75, y: 0.5 },
  })
  t.equal(await seen(await get(new URL(data.cover.url, 'http://a').pathname)), '200x100 blue white')
  t.equal(await seen(await get(`${new URL(data.cover.url, 'http://a').pathname}?width=40&height=40`)), '40x40 white')
  t.match(data.gallery, [{ url: new RegExp(`/media/${media.id}/a%20b.png$`), width: 400, height: 100, focalPoint: null }])
  t.match(data.text, [{ media: { url: new RegExp(`${address}/a%20b.png$`), width: 200, height: 100 } }])
  const html = (await ask('GET', `/content/v1/entries/page/${made.id}?richText=html`)).json().data.text
  t.match(html, new RegExp(`src="[^"]*${address}/a%20b.png"[^>]* width="200" height="100"`))
  const strange = [{ ...text[0], media: { _media: media.id, crop: { ...crop, width: 2 } } }]
  for (const [wrong, path] of [
    [{ cover: { ...cover, crop: {} } }, '/fields/cover/crop'],
    [{ text: strange }, '/fields/text/0/media/crop'],
  ] as const) {
    const refused = await owner.ask('POST', '/entries', { type: 'page', fields: wrong })
    t.match(refused.json(), { status: 422, issues: [{ path }] })
  }
})

t.test('a private file is shown as a place shows it where that was signed', async (t) => {
  const { editor, get, media } = await aSite(t)
  await editor.ask('PATCH', `/media/${media.id}`, { private: true })
  const expiresAt = new Date(Date.now() + 3_600_000).toISOString()
  const sign = (use: unknown) => editor.ask('POST', `/media/${media.id}/sign`, { expiresAt, parameters: { width: '50' }, use })
  const { pathname, search } = new URL((await sign({ crop: { x: 0, y: 0, width: 0.5, height: 1 } })).json().url, 'http://a')
  t.equal(await seen(await get(pathname + search)), '50x25 red lime')
  t.equal((await get(pathname.replace('crop_0_0_0.5_1', 'crop_0_0_1_1') + search)).statusCode, 404)
  t.equal((await get(pathname.replace('crop_0_0_0.5_1/', '') + search)).statusCode, 404)
  t.match((await sign({ crop: { x: 0.6, y: 0, width: 0.5, height: 1 } })).json(), { status: 422, issues: [{ path: '/use/crop' }] })
})

t.test('where only signed sizes are made, readers get a part by the address that they are told, and no other part by it', async (t) => {
  const { ask, get, owner, media, use } = await aSite(t, { imageSizes: 'signed' })
  const fields = [
    { name: 'cover', kind: 'media' },
    { name: 'text', kind: 'richText' },
  ]
  await owner.ask('POST', '/types', { name: 'page', publicRead: true, fields })
  const crop = { x: 0.5, y: 0, width: 0.5, height: 1 }
  const text = [{ _type: 'image', _key: 'i', media: { _media: media.id, crop }, alt: 'Two' }]
  const made = (await owner.ask('POST', '/entries', { type: 'page', fields: { cover: { _media: media.id, crop }, text } })).json()
  await owner.ask('POST', `/entries/${made.id}/publish`, {})

  const { data } = (await ask('GET', `/content/v1/entries/page/${made.id}`)).json()

  t.equal(await seen(await get(data.cover.url)), '200x100 blue white')
  t.equal(data.text[0].media.url, data.cover.url)
  const { search } = new URL(data.cover.url, 'http://a')
  for (const forged of [use('crop_0.5_0_0.5_1'), `${use('crop_0.25_0_0.5_1')}${search}`, `${data.cover.url}&width=50`])
    t.match((await get(forged)).json(), { status: 400, issues: [{ code: 'not_in_options' }] }, forged)
  t.equal((await get(`/media/${media.id}/a%20b.png`)).statusCode, 200)
})
