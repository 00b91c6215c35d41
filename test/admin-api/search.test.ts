import { createType, saveEntry, trashEntry } from '@verso/core'
import t, { type Test } from 'tap'
import { aContextWith, anEntry, aPublishedEntry, aType } from '../support/builders.ts'
import { multipart } from '../support/multipart.ts'
import { type Person, type TestApp, testApp } from '../support/test-app.ts'

/** Two types, drafts and publications, a file and people who hold the word "lantern". */
async function withLanterns(t: Test): Promise<{ app: TestApp; ctx: TestApp['system']; ids: Record<string, string> }> {
  const app = await testApp(t)
  const ctx = app.system
  const fields = [
    { name: 'title', kind: 'text' },
    { name: 'slug', kind: 'slug', from: ['title'] },
    { name: 'body', kind: 'longText', searchable: true },
  ]
  await aType(ctx, { fields })
  await createType(ctx, {
    name: 'lanternMaker',
    label: 'Lantern makers',
    titleField: 'name',
    fields: [
      { name: 'name', kind: 'text' },
      { name: 'wage', kind: 'text', private: true },
    ],
  })
  const titled = await anEntry(ctx, { title: 'Lanterns of the harbour' })
  const inBody = await anEntry(ctx, { title: 'Fog', body: 'Only a lantern was to be seen, for a long while and from far away' })
  const { entry: published } = await aPublishedEntry(ctx, { title: 'Light', body: 'Nothing' })
  await saveEntry(ctx, published.row.id, { fields: { body: 'A lantern, in the draft alone' }, baseRevision: published.row.revision })
  const maker = await anEntry(ctx, { name: 'Lantern Lil', wage: 'plantedwage' }, 'lanternMaker')
  const gone = await anEntry(ctx, { title: 'A lantern in the trash' })
  await trashEntry(ctx, gone.row.id)
  return { app, ctx, ids: { titled: titled.row.id, inBody: inBody.row.id, published: published.row.id, maker: maker.row.id } }
}

interface Found {
  kind: string
  id: string
  title: string
}

async function search(person: Person, q: string, more = ''): Promise<Found[]> {
  const reply = await person.ask('GET', `/search?q=${encodeURIComponent(q)}${more}`)
  if (reply.statusCode !== 200) throw new Error(reply.body)
  return reply.json().data
}

t.test('one text finds drafts, files, people and types, titles first', async (t) => {
  const { app, ids } = await withLanterns(t)
  const owner = await app.signInAs('owner')
  const picture = multipart({ name: 'file', filename: 'old-lantern_2.png', content: onePixel })
  const uploaded = await app.app.inject({
    method: 'POST',
    url: '/admin/v1/media',
    ...picture,
    headers: { ...picture.headers, authorization: `Bearer ${owner.accessToken}` },
  })
  t.equal(uploaded.statusCode, 201)
  await owner.ask('PATCH', '/me', { name: 'Ada Lantern' })

  const found = await search(owner, 'lantern')

  t.same(
    found.map(({ kind, title }) => `${kind} ${title}`).filter((text) => !text.startsWith('entry')),
    ['media old-lantern_2.png', 'user Ada Lantern', 'type Lantern makers'],
  )
  const entries = found.filter(({ kind }) => kind === 'entry').map(({ id }) => id)
  t.same(new Set(entries), new Set(Object.values(ids)), 'not what is in the trash; what only the draft holds too')
  t.same(new Set(entries.slice(0, 2)), new Set([ids.titled, ids.maker]), 'what is called so comes first')
  t.equal((await search(owner, 'lant')).length, found.length, 'the beginning of the last word is enough')
  t.equal((await search(owner, 'lantern', '&limit=1')).length, 4, 'the limit is one of each kind')
  t.same(
    (await search(owner, ids.inBody ?? '')).map(({ id }) => id),
    [ids.inBody],
    'an id finds its entry',
  )
  t.same(await search(owner, 'lantern -harbour fog nowhere'), [])
  t.same(await search(owner, '%'), [])
})

t.test('nobody finds, or is told of, what they may not read', async (t) => {
  const { app, ctx, ids } = await withLanterns(t)
  const kinds = async (...roles: string[]) => {
    const person = await app.signInAs(...roles)
    const found = await search(person, 'lantern')
    return [...new Set(found.map(({ kind }) => kind))]
  }
  t.same(await kinds('viewer'), ['entry', 'type'])
  t.same(await kinds('author'), ['entry', 'type'])
  t.equal((await search(await app.signInAs('viewer'), 'viewer')).length, 0, 'people are for who manages them')
  t.same(
    (await search(await app.signInAs('administrator'), 'The administrator')).map(({ kind }) => kind),
    ['user'],
  )
  const nobody = await app.signInAs()
  t.equal((await nobody.ask('GET', '/search?q=lantern')).statusCode, 403)

  const owner = await app.signInAs('owner')
  const { data: types } = (await owner.ask('GET', '/types')).json()
  const makers = types.find(({ name }: { name: string }) => name === 'lanternMaker')
  const token = async (rules: object[]) => {
    const { token: text } = (await owner.ask('POST', '/tokens', { name: 'robot', kind: 'admin', rules })).json()
    const reply = await app.ask('GET', '/search?q=lantern', undefined, { authorization: `Bearer ${text}` })
    return reply.json().data
  }
  const one = await token([{ actions: ['read'], types: ['lanternMaker'] }])
  t.same(
    one.map(({ id }: Found) => id),
    [ids.maker, makers.id],
    'one type, its entries and nothing else',
  )
  t.same(
    (await token([{ actions: ['read'], types: ['*'], own: true }])).filter(({ kind }: Found) => kind === 'entry'),
    [],
    'of its own there is nothing',
  )
  t.same(await search(owner, 'plantedwage'), [], 'private values are found by nobody')
  const mine = aContextWith(app.store, [{ actions: ['read', 'create'], types: ['*'], own: true }])
  t.ok(mine.actor.id !== ctx.actor.id)
})

t.test('who may read some fields of a type finds its drafts by these, and by nothing else', async (t) => {
  const { app, ids } = await withLanterns(t)
  const owner = await app.signInAs('owner')
  const rules = [{ actions: ['read'], types: ['article'], fields: { read: ['title', 'slug'] } }]
  t.equal((await owner.ask('POST', '/roles', { name: 'titles', rules })).statusCode, 201)
  const reader = await app.signInAs('titles')
  t.same(
    (await search(reader, 'lantern')).map(({ id }) => id),
    [ids.titled],
    'neither by a body, nor in the trash, nor of another type',
  )
  t.same(
    (await search(reader, 'harbour lanterns')).map(({ id }) => id),
    [ids.titled],
  )
  t.same(await search(reader, 'seen far away'), [])
  t.same(await search(reader, 'fog lantern'), [], 'not even that one word stands in the title and the other in what is hidden')
  for (const text of ["'", '"', '\\', 'a%', '_', '日本'])
    t.equal((await reader.ask('GET', `/search?q=${encodeURIComponent(text)}`)).statusCode, 200, text)
})

t.test('odd questions are refused, and none is a fault of the server', async (t) => {
  const { app } = await withLanterns(t)
  const owner = await app.signInAs('owner')
  for (const query of ['', '?q=', `?q=${'x'.repeat(201)}`, '?q=a&limit=0', '?q=a&limit=51', '?q=a&more=1', '?q=a&q=b'])
    t.equal((await owner.ask('GET', `/search${query}`)).statusCode, 400, query)
  for (const text of ["'", '"', "it's:*", '\\', '& | ! ( )', '😀', '日本', '   ', "' & '", ':A', '-', '-"', '<->', 'a:*A'])
    t.equal((await owner.ask('GET', `/search?q=${encodeURIComponent(text)}`)).statusCode, 200, text)
})

const onePixel = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
