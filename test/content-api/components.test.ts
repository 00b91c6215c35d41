import sharp from 'sharp'
import t, { type Test } from 'tap'
import { multipart } from '../support/multipart.ts'
import { type Person, type TestApp, testApp } from '../support/test-app.ts'

async function make(owner: Person, path: string, body: object): Promise<{ id: string } & Record<string, unknown>> {
  const reply = await owner.ask('POST', path, body)
  if (reply.statusCode > 201) throw new Error(`${path}: ${reply.body}`)
  return reply.json()
}

async function publish(owner: Person, type: string, fields: Record<string, unknown>): Promise<string> {
  const { id } = await make(owner, '/entries', { type, fields })
  await make(owner, `/entries/${id}/publish`, {})
  return id
}

async function upload(app: TestApp, owner: Person): Promise<string> {
  const content = await sharp({ create: { width: 3, height: 2, channels: 3, background: '#2c6e7f' } })
    .png()
    .toBuffer()
  const { payload, headers } = multipart({ name: 'file', filename: 'sea.png', type: 'image/png', content })
  const authorization = `Bearer ${owner.accessToken}`
  const reply = await app.app.inject({ method: 'POST', url: '/admin/v1/media', payload, headers: { ...headers, authorization } })
  return reply.json().data.id
}

const words = (text: string, markDefs: object[] = []) => [
  {
    _type: 'block',
    _key: 'a',
    style: 'normal',
    markDefs,
    children: [{ _type: 'span', _key: 's', text, marks: markDefs.length > 0 ? ['m'] : [] }],
  },
]

/** A page with a component, a list of them and blocks; the components hold each other, files, references and rich text. */
async function aSite(t: Test) {
  const app = await testApp(t)
  const owner = await app.signInAs('owner')
  await make(owner, '/types', {
    name: 'author',
    publicRead: true,
    slugField: null,
    fields: [
      { name: 'name', kind: 'text' },
      { name: 'mentor', kind: 'reference', to: ['author'] },
    ],
  })
  await make(owner, '/types', {
    name: 'hero',
    kind: 'component',
    fields: [
      { name: 'heading', kind: 'text', localized: true },
      { name: 'rank', kind: 'integer' },
      { name: 'image', kind: 'media' },
      { name: 'author', kind: 'reference', to: ['author'] },
      { name: 'authors', kind: 'reference', to: ['author'], many: true },
      { name: 'text', kind: 'richText' },
      { name: 'secret', kind: 'text', private: true },
      { name: 'card', kind: 'component', components: ['hero'] },
      { name: 'cards', kind: 'component', components: ['hero'], many: true },
    ],
  })
  await make(owner, '/types', { name: 'quote', kind: 'component', fields: [{ name: 'words', kind: 'text' }] })
  await make(owner, '/types', {
    name: 'page',
    publicRead: true,
    slugField: null,
    fields: [
      { name: 'name', kind: 'text' },
      { name: 'seo', kind: 'component', components: ['hero'] },
      { name: 'cards', kind: 'component', components: ['hero'], many: true },
      { name: 'sections', kind: 'blocks', blocks: ['hero', 'quote'] },
    ],
  })
  const read = async (path: string) => (await app.ask('GET', `/content/v1${path}`)).json()
  const names = async (query: string): Promise<string[]> => {
    const reply = await app.ask('GET', `/content/v1/entries/page?${query}`)
    if (reply.statusCode !== 200) throw new Error(`${query}: ${reply.body}`)
    return reply.json().data.map((entry: { name: string }) => entry.name)
  }
  return { app, owner, read, names }
}

const bare = { heading: null, rank: null, image: null, author: null, authors: [], text: [], card: null, cards: [] }

t.test('readers get components and blocks in the fields of the model, everything there, nothing private', async (t) => {
  const { app, owner, read } = await aSite(t)
  const [file, ada] = [await upload(app, owner), await publish(owner, 'author', { name: 'Ada' })]
  const { id: draft } = await make(owner, '/entries', { type: 'author', fields: { name: 'Nobody sees' } })
  const link = words('Ada', [{ _key: 'm', _type: 'entryLink', entry: { _ref: ada } }])
  const id = await publish(owner, 'page', {
    seo: { heading: { en: 'Hello' }, secret: 'hidden', author: { _ref: draft }, authors: [{ _ref: draft }, { _ref: ada }] },
    sections: [
      { _block: 'quote', _key: 'q', words: 'So it goes' },
      { _block: 'hero', _key: 'h', image: { _media: file, alt: 'Here' }, cards: [{ _key: 'c', author: { _ref: ada }, text: link }] },
    ],
  })

  const reply = await app.ask('GET', `/content/v1/entries/page/${id}`)
  const { data } = reply.json()

  t.same(data.seo, { ...bare, heading: 'Hello', authors: [{ _ref: ada, _type: 'author' }] })
  t.same(Object.keys(data.sections[1]), ['_key', '_block', ...Object.keys(bare)])
  t.same(data.sections[0], { _key: 'q', _block: 'quote', words: 'So it goes' })
  t.match(data.sections[1], { _key: 'h', _block: 'hero', image: { _id: file, alt: 'Here', width: 3 } })
  t.same(data.sections[1].cards, [
    {
      _key: 'c',
      ...bare,
      author: { _ref: ada, _type: 'author' },
      text: words('Ada', [{ _key: 'm', _type: 'entryLink', entry: { _ref: ada, _type: 'author' } }]),
    },
  ])
  t.same(data.cards, [])
  t.notMatch(reply.body, /hidden|secret/)
  t.equal((await read('/entries/hero')).code, 'not_found')
  t.same((await read('/entries/hero')).title, (await read('/entries/nothing')).title)
})

t.test('references inside are loaded by their path, or all by a star; filters and tags follow', async (t) => {
  const { app, owner, read, names } = await aSite(t)
  const mentor = await publish(owner, 'author', { name: 'Bob' })
  const ada = await publish(owner, 'author', { name: 'Ada', mentor: { _ref: mentor } })
  const id = await publish(owner, 'page', {
    name: 'one',
    seo: { author: { _ref: ada }, card: { author: { _ref: ada }, card: { card: { author: { _ref: ada } } } } },
    sections: [
      { _block: 'hero', author: { _ref: ada }, cards: [{ author: { _ref: mentor } }] },
      { _block: 'quote', words: 'x' },
    ],
  })
  await publish(owner, 'page', { name: 'two', seo: { author: { _ref: mentor } } })
  const one = async (query: string) => (await read(`/entries/page/${id}?${query}`)).data
  const plain = { _ref: ada, _type: 'author' }

  t.match(await one('include=seo.author'), {
    seo: { author: { name: 'Ada', mentor: { _ref: mentor } }, card: { author: plain } },
    sections: [{ author: plain }],
  })
  t.match(await one('include=seo.card.author.mentor'), {
    seo: { author: plain, card: { author: { name: 'Ada', mentor: { name: 'Bob' } } } },
  })
  t.match(await one('include=sections.hero.author,sections.hero.cards.author'), {
    seo: { author: plain },
    sections: [{ author: { name: 'Ada' }, cards: [{ author: { name: 'Bob' } }] }],
  })
  t.match(await one('include=*'), {
    seo: { author: { name: 'Ada', mentor: { _ref: mentor } }, card: { card: { card: { author: { name: 'Ada' } } } } },
    sections: [{ author: { name: 'Ada' }, cards: [{ author: { name: 'Bob' } }] }, { words: 'x' }],
  })
  t.match(await one('include=*.*'), { seo: { card: { author: { mentor: { name: 'Bob' } } } } })
  t.match(await one('include=seo.*'), { seo: { author: { name: 'Ada' } }, sections: [{ author: plain }] })
  t.match(await one('include=seo.author&select=seo.author.name,_id'), { _id: id, seo: { author: { name: 'Ada' } } })
  t.same((await one('include=seo.author&select=seo.author.name')).seo, { author: { name: 'Ada', ...(await systemOf(read, ada)) } })

  t.same(await names('filter[seo.author.name]=Ada'), ['one'])
  t.same(await names(`filter[seo.author]=${mentor}`), ['two'])
  t.same(await names('filter[sections.hero.cards.author.name]=Bob'), ['one'])
  t.same(await names('filter[sections.hero.author][null]=true'), ['two'])
  t.same(await names('sort=seo.author.name'), ['one', 'two'])
  t.same(await names('sort=-seo.author.name'), ['two', 'one'])
  await owner.ask('POST', `/entries/${ada}/unpublish`, {})
  t.match(await one('include=*'), { seo: { author: null }, sections: [{ author: null, cards: [{ author: { name: 'Bob' } }] }] })
  t.same(await names('filter[seo.author][null]=true'), ['one'])
  const faults = async (query: string) =>
    (await app.ask('GET', `/content/v1/entries/page?${query}`)).json().issues?.map((issue: { code: string }) => issue.code)
  t.same(await faults('include=seo'), ['not_a_reference'])
  t.same(await faults('include=seo.heading'), ['not_a_reference'])
  t.same(await faults('include=seo.nothing,sections.none.author,sections.hero.neither'), [
    'unknown_field',
    'unknown_field',
    'unknown_field',
  ])
  t.same(await faults('select=seo.author.name'), ['not_included'])
  t.same(await faults('select=seo.nothing,sections.none,sections.hero.secret'), ['unknown_field', 'unknown_field', 'unknown_field'])
})

async function systemOf(read: (path: string) => Promise<{ data: Record<string, unknown> }>, id: string): Promise<Record<string, unknown>> {
  const { data } = await read(`/entries/author/${id}`)
  return Object.fromEntries(Object.entries(data).filter(([name]) => name.startsWith('_')))
}

t.test('fields inside are chosen, left out, filtered and sorted by their path', async (t) => {
  const { read, owner, names, app } = await aSite(t)
  const one = await publish(owner, 'page', {
    name: 'one',
    seo: { heading: { en: 'Hello' }, rank: 2, card: { rank: 7 } },
    cards: [{ _key: 'a', rank: 1 }],
    sections: [
      { _block: 'hero', _key: 'h', heading: { en: 'A storm' }, rank: 5 },
      { _block: 'quote', _key: 'q', words: 'Calm' },
    ],
  })
  await publish(owner, 'page', { name: 'two', seo: { heading: { en: 'World' }, rank: 10 } })
  await publish(owner, 'page', { name: 'three' })
  const shown = async (query: string) => (await read(`/entries/page/${one}?${query}`)).data

  t.same((await shown('select=seo.heading,seo.card.rank')).seo, { heading: 'Hello', card: { rank: 7 } })
  t.same((await shown('select=cards.rank')).cards, [{ _key: 'a', rank: 1 }])
  t.same((await shown('select=sections.hero.heading')).sections, [
    { _key: 'h', _block: 'hero', heading: 'A storm' },
    { _key: 'q', _block: 'quote' },
  ])
  t.same((await shown('select=sections.quote')).sections, [
    { _key: 'h', _block: 'hero' },
    { _key: 'q', _block: 'quote', words: 'Calm' },
  ])
  const { rank: _rank, card: _card, ...others } = bare
  t.same((await shown('omit=seo.rank,seo.card,name')).seo, { ...others, heading: 'Hello' })
  t.same((await shown('omit=sections.hero')).sections, [
    { _key: 'h', _block: 'hero' },
    { _key: 'q', _block: 'quote', words: 'Calm' },
  ])

  t.same(await names('filter[seo.heading]=Hello'), ['one'])
  t.same(await names('filter[seo.card.rank][gt]=6'), ['one'])
  t.same(await names('filter[sections.hero.heading][contains]=storm'), ['one'])
  t.same(await names('filter[sections.quote.words]=Calm'), ['one'])
  t.same(await names('filter[cards.rank][in]=1,2'), ['one'])
  t.same(await names('filter[seo.rank][ne]=2&sort=name'), ['three', 'two'])
  t.same(await names('filter[seo][null]=true'), ['three'])
  t.same(await names('filter[sections][null]=false'), ['one'])
  t.same(await names('sort=-seo.rank'), ['two', 'one', 'three'])
  t.same(await names('sort=seo.heading,name'), ['one', 'two', 'three'])
  const refused = async (query: string) =>
    (await app.ask('GET', `/content/v1/entries/page?${query}`)).json().issues?.map((issue: { code: string }) => issue.code)
  t.same(await refused('filter[seo.nothing]=1'), ['unknown_field'])
  t.same(await refused('filter[seo.secret]=1'), ['unknown_field'])
  t.same(await refused('filter[sections.heading]=1'), ['unknown_field'])
  t.same(await refused('filter[sections]=1'), ['operator_not_allowed'])
  t.same(await refused('sort=sections.hero.rank'), ['not_sortable'])
  t.same(await refused('sort=seo'), ['not_sortable'])
  const drafts = (await owner.ask('GET', '/entries?type=page&filter[sections.hero.heading][contains]=storm&locale=en')).json().data
  t.equal(drafts.length, 1)
  const hidden = (await owner.ask('GET', '/entries?type=hero')).json()
  t.match(hidden.issues, [{ code: 'unknown_type' }])
})

t.test('languages inside a shared component follow the chain; a rename touches no value', async (t) => {
  const { owner, read } = await aSite(t)
  await make(owner, '/locales', { code: 'de', label: 'Deutsch', fallback: 'en' })
  const id = await publish(owner, 'page', {
    cards: [
      { _key: 'a', heading: { en: 'One', de: 'Eins' } },
      { _key: 'b', heading: { en: 'Two' } },
    ],
  })
  const headings = async (locale: string, name = 'heading') =>
    (await read(`/entries/page/${id}?locale=${locale}`)).data.cards.map((card: Record<string, unknown>) => card[name])

  t.same(await headings('de'), ['Eins', 'Two'])
  t.same(await headings('en'), ['One', 'Two'])
  const hero = (await owner.ask('GET', '/types/hero')).json()
  const fields = hero.fields.map((field: { name: string }) => (field.name === 'heading' ? { ...field, name: 'title' } : field))
  for (const change of [{ fields }, { name: 'banner' }]) {
    const renamed = await owner.ask('PATCH', '/types/hero', change)
    t.equal(renamed.statusCode, 200, renamed.body)
  }
  t.same(await headings('de', 'title'), ['Eins', 'Two'])
  t.match((await owner.ask('GET', '/types/page')).json().fields, [{}, { components: ['banner'] }, {}, { blocks: ['banner', 'quote'] }])
})

t.test('the model that readers see has the components that stand in it, without what is private', async (t) => {
  const { read, owner } = await aSite(t)
  await make(owner, '/types', { name: 'unused', kind: 'component', fields: [{ name: 'a', kind: 'text' }] })
  const { types } = (await read('/model')).data
  t.same(types.map((type: { name: string }) => type.name).toSorted(), ['author', 'hero', 'page', 'quote'])
  t.notMatch(JSON.stringify(types), 'secret')
  const api = await read('/openapi.json')
  t.same(
    Object.keys(api.paths)
      .toSorted()
      .filter((path: string) => /hero|quote/.test(path)),
    [],
  )
  t.match(api.components.schemas.Page.properties.sections, { items: { anyOf: [{ properties: { _block: { const: 'hero' } } }, {}] } })
  t.match(api.components.schemas.Hero.properties, { _key: {}, heading: {} })
})
