import { type Context, publishEntry, saveEntry } from '@verso/core'
import t, { type Test } from 'tap'
import { aContext, aPublishedEntry, aType } from '../support/builders.ts'
import { contentServer } from '../support/content-server.ts'
import { testStore } from '../support/test-store.ts'

const published = async (ctx: Context, fields: Record<string, unknown>, type: string) =>
  (await aPublishedEntry(ctx, fields, type)).entry.row.id

/** Two posts by Ada, who wrote the first one best; the first is beside the second. */
async function aSite(t: Test) {
  const ctx = await aContext(await testStore(t))
  await aType(ctx, {
    name: 'person',
    titleField: 'name',
    slugField: undefined,
    publicRead: true,
    fields: [
      { name: 'name', kind: 'text' },
      { name: 'born', kind: 'integer' },
      { name: 'friends', kind: 'reference', to: ['person'], many: true },
    ],
  })
  await aType(ctx, {
    name: 'post',
    publicRead: true,
    fields: [
      { name: 'title', kind: 'text', required: true },
      { name: 'slug', kind: 'slug', from: ['title'] },
      { name: 'author', kind: 'reference', to: ['person'] },
      { name: 'readers', kind: 'reference', to: ['person'], many: true },
      { name: 'related', kind: 'reference', to: ['post'], many: true },
    ],
  })
  const [cleo, bob] = [
    await published(ctx, { name: 'Cleo', born: 1 }, 'person'),
    await published(ctx, { name: 'Bob', born: 2 }, 'person'),
  ] as const
  const ada = await published(ctx, { name: 'Ada', born: 3, friends: [{ _ref: bob }, { _ref: cleo }] }, 'person')
  const first = await published(ctx, { title: 'First', author: { _ref: ada }, readers: [{ _ref: bob }] }, 'post')
  const second = await published(
    ctx,
    { title: 'Second', author: { _ref: ada }, readers: [{ _ref: ada }, { _ref: cleo }], related: [{ _ref: first }] },
    'post',
  )
  return { ctx, ada, bob, cleo, first, second, ...(await contentServer(t, ctx)) }
}

const person = (id: string) => ({ _ref: id, _type: 'person' })

t.test('included entries come once, by id, and references stay addresses', async (t) => {
  const { get, query, ada, bob, cleo, first, second } = await aSite(t)
  const reply = await get('/entries/post?include=author,readers&sort=title&dedupe=true')
  t.equal(reply.statusCode, 200, reply.body)
  const { data, page, included } = reply.json()
  t.match(data, [
    { _id: first, author: person(ada), readers: [person(bob)] },
    { _id: second, author: person(ada), readers: [person(ada), person(cleo)] },
  ])
  t.same(Object.keys(data[0].author), ['_ref', '_type'])
  t.match(page, { limit: 20, next: null })
  t.same(Object.keys(included).sort(), [ada, bob, cleo].sort())
  t.match(included[ada], { _id: ada, _type: 'person', name: 'Ada', born: 3, friends: [person(bob), person(cleo)] })
  t.same(reply.body.split('"Ada"').length, 2, 'Ada is there once')
  t.match(reply.headers['cache-tag'], new RegExp(`e-${ada}`))

  t.same((await query('post', { include: ['author', 'readers'], sort: ['title'], dedupe: true })).json(), reply.json())
  t.same((await get('/entries/post?include=author&dedupe=false')).json().included, undefined)
  t.same((await get('/entries/post?dedupe=true')).json().included, {})
  const one = (await get('/entries/post/second?include=related.author&dedupe=true')).json()
  t.same(Object.keys(one), ['data', 'included'])
  t.same(Object.keys(one.included).sort(), [first, ada].sort())
  t.match(one.included[first], { title: 'First', author: person(ada), readers: [person(bob)] })
})

t.test('cycles end by themselves, and what leads back to the entry itself is there too', async (t) => {
  const { ctx, get, first, second } = await aSite(t)
  await saveEntry(ctx, first, { fields: { related: [{ _ref: second }] }, baseRevision: 1 })
  await publishEntry(ctx, first)
  const { data, included } = (await get('/entries/post/first?include=related.related.related&dedupe=true')).json()
  t.same(data.related, [{ _ref: second, _type: 'post' }])
  t.same(Object.keys(included).sort(), [first, second].sort())
  t.same(included[first].related, [{ _ref: second, _type: 'post' }])
})

t.test('an entry on several paths shows what any of them shows, and its lists what any of them chose', async (t) => {
  const { get, ada, bob, cleo } = await aSite(t)
  const read = async (options: string) => (await get(`/entries/post/second?dedupe=true&${options}`)).json().included
  const named = await read('include[author][select]=_id,name&include[readers][select]=_type,born')
  t.same(named[ada], { _id: ada, _type: 'person', name: 'Ada', born: 3 })
  t.same(named[cleo], { _type: 'person', born: 1 })

  const chosen = 'include[author.friends][filter][born]=1&include[author][select]=name,friends'
  t.same((await read(chosen))[ada].friends, [person(cleo)])
  t.same(Object.keys(await read(chosen)).sort(), [ada, cleo].sort())
  t.same((await read(`${chosen}&include[readers.friends][sort]=name&include[readers.friends][limit]=1`))[ada].friends, [
    person(cleo),
    person(bob),
  ])
  t.same((await read(`${chosen}&include=readers`))[ada].friends, [person(bob), person(cleo)], 'one path shows the whole list')
})

t.test('many entries by id have no deduplicated form', async (t) => {
  const { get, ada } = await aSite(t)
  t.match((await get(`/entries?ids=${ada}&dedupe=true`)).json(), {
    status: 400,
    issues: [{ parameter: 'dedupe', code: 'unknown_parameter' }],
  })
})
