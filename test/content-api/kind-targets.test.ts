import sharp from 'sharp'
import t from 'tap'
import { multipart } from '../support/multipart.ts'
import type { Person, TestApp } from '../support/test-app.ts'
import { aSite, keepsItsDescription, make, publish } from './kind-site.ts'

t.test('media of many come in their order, each as it is used; a kind that is not accepted is refused', async (t) => {
  const { app, owner } = await aSite(t)
  await make(owner, '/types', {
    name: 'sample',
    publicRead: true,
    fields: [
      { name: 'gallery', kind: 'media', many: true, accept: ['image/png'], min: 2 },
      { name: 'paper', kind: 'media', accept: ['application/pdf'] },
    ],
  })
  const [one, two] = [await upload(app, owner, 2), await upload(app, owner, 3)]
  const gallery = [
    { _media: two, alt: 'Second' },
    { _media: one, focalPoint: { x: 0.5, y: 0 } },
  ]

  const id = await publish(owner, 'sample', { gallery })

  const { data } = (await app.ask('GET', `/content/v1/entries/sample/${id}`)).json()
  t.match(data.gallery, [
    { _id: two, alt: 'Second', width: 3, mimeType: 'image/png' },
    { _id: one, focalPoint: { x: 0.5, y: 0 }, width: 2 },
  ])
  t.same((await owner.ask('GET', `/entries/${id}`)).json().fields.gallery, gallery)
  await keepsItsDescription(t, app, data)
  const found = (await app.ask('GET', `/content/v1/entries/sample?filter[gallery]=${one}`)).json().data
  t.equal(found.length, 1)
  const refused = await owner.ask('POST', '/entries', { type: 'sample', fields: { paper: { _media: one } } })
  t.match([refused.statusCode, refused.json().issues], [422, [{ path: '/fields/paper', code: 'wrong_target' }]])
  const few = await make(owner, '/entries', { type: 'sample', fields: { gallery: [{ _media: one }] } })
  t.match((await owner.ask('POST', `/entries/${few.id}/publish`, {})).json().issues, [{ path: '/fields/gallery', code: 'too_short' }])
})

async function upload(app: TestApp, owner: Person, width: number): Promise<string> {
  const content = await sharp({ create: { width, height: 2, channels: 3, background: '#2c6e7f' } })
    .png()
    .toBuffer()
  const { payload, headers } = multipart({ name: 'file', filename: `${width}.png`, type: 'image/png', content })
  const reply = await app.app.inject({
    method: 'POST',
    url: '/admin/v1/media',
    payload,
    headers: { ...headers, authorization: `Bearer ${owner.accessToken}` },
  })
  return reply.json().data.id
}

t.test('what a field takes is checked again when it is published: the model may have changed since the save', async (t) => {
  const { app, owner } = await aSite(t)
  await make(owner, '/types', { name: 'person' })
  await make(owner, '/types', { name: 'company' })
  const fields = [
    { name: 'photo', kind: 'media' },
    { name: 'by', kind: 'reference', to: ['person', 'company'] },
  ]
  await make(owner, '/types', { name: 'sample', fields })
  const by = await make(owner, '/entries', { type: 'person' })
  const { id } = await make(owner, '/entries', {
    type: 'sample',
    fields: { photo: { _media: await upload(app, owner, 2) }, by: { _ref: by.id } },
  })
  const narrower = [
    { ...fields[0], accept: ['application/pdf'] },
    { ...fields[1], to: ['company'] },
  ]
  t.equal((await owner.ask('PATCH', '/types/sample', { fields: narrower })).statusCode, 200)

  const reply = await owner.ask('POST', `/entries/${id}/publish`, {})

  t.match(
    [reply.statusCode, reply.json().issues],
    [
      422,
      [
        { path: '/fields/photo', code: 'wrong_target' },
        { path: '/fields/by', code: 'wrong_target' },
      ],
    ],
  )
})

t.test('a reference takes several types, and no other', async (t) => {
  const { app, owner } = await aSite(t)
  for (const name of ['person', 'company', 'place']) {
    await make(owner, '/types', { name, publicRead: true, fields: [{ name: 'name', kind: 'text' }] })
  }
  await make(owner, '/types', {
    name: 'sample',
    publicRead: true,
    fields: [{ name: 'by', kind: 'reference', many: true, to: ['person', 'company'] }],
  })
  const [person, company, place] = [
    await publish(owner, 'person', { name: 'Ada' }),
    await publish(owner, 'company', { name: 'Acme' }),
    await publish(owner, 'place', { name: 'Bern' }),
  ]
  const id = await publish(owner, 'sample', { by: [{ _ref: company }, { _ref: person }] })

  const { data } = (await app.ask('GET', `/content/v1/entries/sample/${id}`)).json()

  t.same(data.by, [
    { _ref: company, _type: 'company' },
    { _ref: person, _type: 'person' },
  ])
  t.equal((await app.ask('GET', '/content/v1/entries/sample?filter[by.name]=Acme')).json().data.length, 1)
  const reply = await owner.ask('POST', '/entries', { type: 'sample', fields: { by: [{ _ref: person }, { _ref: place }] } })
  t.match([reply.statusCode, reply.json().issues], [422, [{ path: '/fields/by/1', code: 'wrong_target' }]])
})
