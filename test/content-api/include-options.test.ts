import { type Context, publishEntry, saveEntry, unpublishEntry } from '@verso/core'
import t, { type Test } from 'tap'
import { aContext, anEntry, aPublishedEntry, aType } from '../support/builders.ts'
import { contentServer } from '../support/content-server.ts'
import { testStore } from '../support/test-store.ts'

const published = async (ctx: Context, fields: Record<string, unknown>, type: string) =>
  (await aPublishedEntry(ctx, fields, type)).entry.row.id

/** A post with four remarks (the third without stars, the fifth unpublished) and mentions of two types. */
async function aSite(t: Test) {
  const store = await testStore(t)
  const ctx = await aContext(store)
  await aType(ctx, { name: 'person', titleField: 'name', slugField: undefined, publicRead: true, fields: [{ name: 'name', kind: 'text' }] })
  await aType(ctx, {
    name: 'remark',
    titleField: 'text',
    slugField: undefined,
    publicRead: true,
    fields: [
      { name: 'text', kind: 'text' },
      { name: 'stars', kind: 'integer' },
      { name: 'by', kind: 'reference', to: ['person'] },
      { name: 'secret', kind: 'text', private: true },
    ],
  })
  await aType(ctx, {
    name: 'post',
    publicRead: true,
    fields: [
      { name: 'title', kind: 'text', required: true },
      { name: 'slug', kind: 'slug', from: ['title'] },
      { name: 'best', kind: 'reference', to: ['remark'] },
      { name: 'remarks', kind: 'reference', to: ['remark'], many: true },
      { name: 'about', kind: 'reference', to: ['remark', 'person'], many: true },
      { name: 'body', kind: 'richText' },
    ],
  })
  const [ada, bob] = [await published(ctx, { name: 'Ada' }, 'person'), await published(ctx, { name: 'Bob' }, 'person')] as const
  const remark = (text: string, stars: number | null, by: string) =>
    published(ctx, { text, stars, by: { _ref: by }, secret: 'x' }, 'remark')
  const [one, two, three, four] = [
    await remark('b', 5, ada),
    await remark('a', 1, bob),
    await remark('d', null, ada),
    await remark('c', 3, bob),
  ] as const
  const draft = (await anEntry(ctx, { text: 'unseen', stars: 9 }, 'remark')).row.id
  const refs = (...ids: string[]) => ids.map((_ref) => ({ _ref }))
  const post = await published(
    ctx,
    {
      title: 'Post',
      best: { _ref: two },
      remarks: refs(one, draft, two, three, four),
      about: refs(ada, three, bob, one),
      body: [
        {
          _type: 'block',
          _key: 'a',
          style: 'normal',
          markDefs: [],
          children: [one, two].map((_ref, index) => ({ _type: 'entry', _key: `k${index}`, entry: { _ref } })),
        },
      ],
    },
    'post',
  )
  return { store, ctx, post, ada, bob, one, two, three, four, ...(await contentServer(t, ctx)) }
}

type Answer = { statusCode: number; json: () => unknown; body: string }
type Entry = Record<string, unknown>

async function texts(reply: Promise<Answer>, field = 'remarks'): Promise<unknown> {
  const { data } = (await reply).json() as { data: Entry | Entry[] }
  const [entry] = [data].flat()
  return [entry?.[field]].flat().map((one) => (one as Entry | null)?.text ?? (one as Entry | null)?.name ?? one)
}

t.test('targets of an included list are filtered, sorted and limited; nulls come last', async (t) => {
  const { get } = await aSite(t)
  const read = (options: string) => texts(get(`/entries/post/post?include=remarks&${options}`))
  t.same(await read(''), ['b', 'a', 'd', 'c'])
  t.same(await read('include[remarks][limit]=2'), ['b', 'a'])
  t.same(await read('include[remarks][sort]=text'), ['a', 'b', 'c', 'd'])
  t.same(await read('include[remarks][sort]=-stars'), ['b', 'c', 'a', 'd'])
  t.same(await read('include[remarks][sort]=stars&include[remarks][limit]=2'), ['a', 'c'])
  t.same(await read('include[remarks][sort]=by.name,-text'), ['d', 'b', 'c', 'a'])
  t.same(await read('include[remarks][filter][stars][gte]=3'), ['b', 'c'])
  t.same(await read('include[remarks][filter][by.name]=Bob&include[remarks][sort]=text'), ['a', 'c'])
  t.same(await read('include[remarks][filter][or][0][text]=a&include[remarks][filter][or][1][stars][null]=true'), ['a', 'd'])
  t.same(await read(`include[remarks][filter]=${encodeURIComponent('{"not":{"stars":{"lt":4}}}')}`), ['b', 'd'])
  t.same(await read('include[remarks][filter][text]=zzz'), [])
  t.same(await texts(get('/entries/post?include[remarks][sort]=-text&include[remarks][limit]=1')), ['d'])
})

t.test('a single target that fails its filter is null; among words the others keep their address', async (t) => {
  const { get, one, two } = await aSite(t)
  t.same(await texts(get('/entries/post/post?include[best][filter][stars]=1'), 'best'), ['a'])
  t.same(await texts(get('/entries/post/post?include[best][filter][stars]=2'), 'best'), [null])
  const { data } = (await get('/entries/post/post?include[body][filter][stars]=5&include[body][select]=text')).json()
  t.match(data.body[0].children, [{ entry: { _id: one, text: 'b' } }, { entry: { _ref: two, _type: 'remark' } }])
})

t.test('options hold at every level, and by JSON as in an address', async (t) => {
  const { get, query } = await aSite(t)
  const options = {
    remarks: { filter: { stars: { gte: 1 } }, sort: ['-text'], limit: 2, select: ['text', 'by'] },
    'remarks.by': { select: ['name'] },
  }
  const reply = await query('post', { filter: { slug: 'post' }, include: options, select: ['_id', 'remarks'] })
  t.equal(reply.statusCode, 200, reply.body)
  const byAddress = await get(
    '/entries/post?filter[slug]=post&select=_id,remarks&include[remarks][filter][stars][gte]=1&include[remarks][sort]=-text&include[remarks][limit]=2&include[remarks][select]=text,by&include[remarks.by][select]=name',
  )
  t.same(reply.json(), byAddress.json())
  t.match(reply.json().data[0].remarks, [
    { text: 'c', by: { name: 'Bob' } },
    { text: 'b', by: { name: 'Ada' } },
  ])
  t.same(
    Object.keys(reply.json().data[0].remarks[0]).filter((name) => !name.startsWith('_')),
    ['text', 'by'],
  )
})

t.test('each type of a mixed list by its own selection and conditions; what a type lacks is absent in it', async (t) => {
  const { get } = await aSite(t)
  const about = async (options: string) => texts(get(`/entries/post/post?${options}`), 'about')
  t.same(await about('include=about'), ['Ada', 'd', 'Bob', 'b'])
  t.same(await about('include[about][filter][name][startsWith]=A'), ['Ada'])
  t.same(await about('include[about][filter][name][ne]=Ada'), ['d', 'Bob', 'b'])
  t.same(await about('include[about][on][person][filter][name]=Bob'), ['d', 'Bob', 'b'])
  t.same(await about('include[about][sort]=-name,text'), ['Bob', 'Ada', 'b', 'd'])
  const { data } = (await get('/entries/post/post?include[about][select]=text&include[about][on][person][select]=_id,name')).json()
  t.same(
    data.about.map((one: Entry) => Object.keys(one).filter((name) => name === '_type' || !name.startsWith('_'))),
    [['name'], ['_type', 'text'], ['name'], ['_type', 'text']],
  )
})

t.test('what is wrong in an option is refused where it stands', async (t) => {
  const { get, query } = await aSite(t)
  const faults: [string, string, string][] = [
    ['include[remarks][colour]=red', 'include[remarks][colour]', 'unknown_parameter'],
    ['include[remarks][filter][nothing]=1', 'include[remarks][filter][nothing]', 'unknown_field'],
    ['include[remarks][filter][secret]=x', 'include[remarks][filter][secret]', 'unknown_field'],
    ['include[remarks][filter][stars][near]=1', 'include[remarks][filter][stars][near]', 'operator_not_allowed'],
    ['include[remarks][filter][stars]=many', 'include[remarks][filter][stars]', 'wrong_type'],
    ['include[remarks][filter]=', 'include[remarks][filter]', 'empty_operand'],
    ['include[about][filter][nothing]=1', 'include[about][filter][nothing]', 'unknown_field'],
    ['include[remarks][sort]=secret', 'include[remarks][sort]', 'unknown_field'],
    ['include[remarks][limit]=251', 'include[remarks][limit]', 'out_of_range'],
    ['include[best][limit]=2', 'include[best][limit]', 'operator_not_allowed'],
    ['include[best][sort]=text', 'include[best]', 'operator_not_allowed'],
    ['include[body][sort]=text', 'include[body]', 'operator_not_allowed'],
    ['include[about][on][post][select]=title', 'include[about][on][post]', 'unknown_field'],
    ['include[about][on][person][sort]=name', 'include[about][on][person][sort]', 'unknown_parameter'],
    ['include[about][on][person][select]=text', 'include[about][on][person][select]', 'unknown_field'],
  ]
  for (const [options, parameter, code] of faults) {
    const reply = await get(`/entries/post?${options}`)
    t.equal(reply.statusCode, 400, options)
    t.ok(
      reply
        .json()
        .issues?.some((issue: Entry) => String(issue.parameter).startsWith(parameter.replace(/\[limit\]$/, '')) && issue.code === code),
      `${options}: ${reply.body}`,
    )
  }
  const reply = await query('post', { include: { remarks: { filter: { nothing: 1 }, sort: ['secret'] } } })
  t.match(reply.json(), {
    status: 400,
    issues: [
      { pointer: '/include/remarks/filter/nothing', code: 'unknown_field' },
      { pointer: '/include/remarks/sort', code: 'unknown_field' },
    ],
  })
})

t.test('options look at the state that is read, and at what is published in it', async (t) => {
  const { ctx, get, two, four } = await aSite(t)
  const before = (await get('/entries/post')).headers['verso-seq']
  await saveEntry(ctx, two, { fields: { stars: 4 }, baseRevision: 1 })
  await publishEntry(ctx, two)
  await unpublishEntry(ctx, four)
  const read = (more: string) => texts(get(`/entries/post?include[remarks][filter][stars][gte]=3&include[remarks][sort]=stars${more}`))
  t.same(await read(''), ['a', 'b'])
  t.same(await read(`&seq=${before}`), ['c', 'b'])
})

t.test('the types that options look at are in the tags', async (t) => {
  const { get } = await aSite(t)
  const tags = async (query: string) =>
    String((await get(query)).headers['cache-tag'])
      .split(',')
      .filter((tag) => tag.startsWith('t-'))
  t.same(await tags('/entries/post/post?include=remarks'), [])
  t.same(await tags('/entries/post/post?include[remarks][filter][by.name]=Ada'), ['t-person', 't-remark'])
  t.same(await tags('/entries/post?include[remarks][sort]=text'), ['t-remark', 't-post'])
})
