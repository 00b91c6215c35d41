import { publishEntry, saveEntry, unpublishEntry } from '@verso/core'
import t, { type Test } from 'tap'
import { aContext, anEntry, aPublishedEntry, aType } from '../support/builders.ts'
import { contentServer } from '../support/content-server.ts'
import { testStore } from '../support/test-store.ts'

async function aSite(t: Test) {
  const ctx = await aContext(await testStore(t))
  await aType(ctx, {
    name: 'page',
    publicRead: true,
    fields: [
      { name: 'title', kind: 'text' },
      { name: 'slug', kind: 'slug', from: ['title'] },
    ],
  })
  await aType(ctx, { name: 'card', kind: 'component', titleField: null, slugField: null, fields: [{ name: 'text', kind: 'richText' }] })
  const fields = [
    { name: 'title', kind: 'text' },
    { name: 'slug', kind: 'slug', from: ['title'] },
    { name: 'body', kind: 'richText' },
    { name: 'card', kind: 'component', components: ['card'] },
    { name: 'before', kind: 'reference', to: ['article'] },
  ]
  await aType(ctx, { name: 'article', publicRead: true, fields })
  await aType(ctx, {
    name: 'home',
    kind: 'single',
    publicRead: true,
    titleField: null,
    slugField: null,
    fields: [{ name: 'body', kind: 'richText' }],
  })
  const { get } = await contentServer(t, ctx)
  const page = (await aPublishedEntry(ctx, { title: 'About <us>', slug: 'about-us' }, 'page')).entry.row.id
  return { ctx, get, page }
}

function naming(id: string) {
  return [
    {
      _type: 'block',
      _key: 'b',
      style: 'normal',
      markDefs: [{ _type: 'entryLink', _key: 'm', entry: { _ref: id } }],
      children: [
        { _type: 'span', _key: '1', text: 'Read ', marks: [] },
        { _type: 'span', _key: '2', text: 'this', marks: ['m'] },
        { _type: 'span', _key: '3', text: ' or ', marks: [] },
        { _type: 'entry', _key: '4', entry: { _ref: id } },
      ],
    },
  ]
}

t.test('rich text comes as Portable Text, or as HTML, Markdown or text where it is asked for, in every read', async (t) => {
  const { ctx, get, page } = await aSite(t)
  const id = (await aPublishedEntry(ctx, { title: 'Hello', body: naming(page), card: { text: { html: '<p>In a <b>card</b></p>' } } })).entry
    .row.id
  await aPublishedEntry(ctx, { body: naming(page) }, 'home')
  const link = `href="/about-us" data-verso-entry="${page}"`
  const forms = {
    html: `<p>Read <a ${link}>this</a> or <a ${link} data-verso-inline>About &lt;us&gt;</a></p>`,
    markdown: 'Read [this](/about-us) or [About &lt;us&gt;](/about-us)',
    text: 'Read this or About <us>',
  }

  t.match((await get(`/entries/article/${id}`)).json().data.body[0].children[3], { _type: 'entry', entry: { _ref: page, _type: 'page' } })
  for (const [form, body] of Object.entries(forms)) {
    const list = (await get(`/entries/article?richText=${form}`)).json()
    t.equal(list.data[0].body, body)
    t.equal((await get(`/entries/article/hello?richText=${form}`)).json().data.body, body)
    t.equal((await get(`/singles/home?richText=${form}`)).json().data.body, body)
  }
  t.equal((await get('/entries/article/hello?richText=html')).json().data.card.text, '<p>In a <strong>card</strong></p>')
})

t.test('inside included entries it has the same form, and where there is none it is empty', async (t) => {
  const { ctx, get, page } = await aSite(t)
  const before = (await aPublishedEntry(ctx, { title: 'Before', body: naming(page) })).entry.row.id
  await aPublishedEntry(ctx, { title: 'After', before: { _ref: before }, card: {} })

  const { data } = (await get('/entries/article/after?richText=text&include=before')).json()
  t.equal(data.body, '')
  t.equal(data.card.text, '')
  t.equal(data.before.body, 'Read this or About <us>')
  t.same((await get('/entries/article/after')).json().data.body, [])
})

t.test('an entry that is not published is absent in every form: its words stay, its id does not show', async (t) => {
  const { ctx, get, page } = await aSite(t)
  await aPublishedEntry(ctx, { title: 'Hello', body: naming(page) })
  await unpublishEntry(ctx, page)

  for (const form of ['', '?richText=html', '?richText=markdown', '?richText=text'])
    t.notMatch((await get(`/entries/article/hello${form}`)).body, page)
  t.equal((await get('/entries/article/hello?richText=html')).json().data.body, '<p>Read this or </p>')
  t.equal((await get('/entries/article/hello')).json().data.body[0].children[3].entry, null)
})

t.test('another form is refused; the description of the API names those that there are', async (t) => {
  const { get } = await aSite(t)
  const reply = await get('/entries/article?richText=pdf')
  t.equal(reply.statusCode, 400)
  t.match(reply.json().issues, [{ parameter: 'richText', code: 'malformed' }])
  t.equal((await get('/entries/article?richText=')).statusCode, 400)

  const { paths } = (await get('/openapi.json')).json()
  for (const path of ['/content/v1/entries/article', '/content/v1/entries/article/{idOrSlug}', '/content/v1/singles/home']) {
    const found = paths[path].get.parameters.find(({ name }: { name: string }) => name === 'richText')
    t.same(found.schema.enum, ['html', 'markdown', 'text'], path)
  }
})

t.test('links show the present name and address of an entry, without another save of the text', async (t) => {
  const { ctx, get, page } = await aSite(t)
  await aPublishedEntry(ctx, { title: 'Hello', body: naming(page) })
  await saveEntry(ctx, page, { fields: { title: 'We', slug: 'we' }, baseRevision: 1 })
  await publishEntry(ctx, page)
  await anEntry(ctx, { title: 'A draft' })

  t.equal((await get('/entries/article/hello?richText=markdown')).json().data.body, 'Read [this](/we) or [We](/we)')
})

t.test(
  'entries among the words are loaded by the name of the field or by a star, also inside of components and from there on',
  async (t) => {
    const { ctx, get, page } = await aSite(t)
    await aType(ctx, { name: 'person', publicRead: true, slugField: null, titleField: null, fields: [{ name: 'name', kind: 'text' }] })
    await aType(ctx, {
      ...{ name: 'quote', kind: 'component', slugField: null, titleField: null },
      fields: [{ name: 'words', kind: 'richText' }],
    })
    await aType(ctx, {
      ...{ name: 'book', publicRead: true, slugField: null, titleField: 'title' },
      fields: [
        { name: 'title', kind: 'text' },
        { name: 'author', kind: 'reference', to: ['person'] },
        { name: 'quotes', kind: 'blocks', blocks: ['quote'] },
      ],
    })
    const { entry: ada } = await aPublishedEntry(ctx, { name: 'Ada' }, 'person')
    const { entry: first } = await aPublishedEntry(ctx, { title: 'First', author: { _ref: ada.row.id } }, 'book')
    const words = naming(first.row.id)
    const { entry: second } = await aPublishedEntry(ctx, { title: 'Second', quotes: [{ _block: 'quote', words }] }, 'book')
    await aPublishedEntry(ctx, { title: 'Hello', body: naming(page) })
    const pointers = (value: unknown): Record<string, unknown>[] => {
      const children = (value as { children: { entry?: Record<string, unknown> }[] }[]).flatMap((block) => block.children)
      return children.flatMap(({ entry }) => (entry === undefined ? [] : [entry]))
    }
    const body = async (query: string) => pointers((await get(`/entries/article/hello?${query}`)).json().data.body)
    const quoted = async (query: string) => pointers((await get(`/entries/book/${second.row.id}?${query}`)).json().data.quotes[0].words)

    t.same(await body(''), [{ _ref: page, _type: 'page' }])
    for (const query of ['include=body', 'include=*']) t.match(await body(query), [{ _id: page, _type: 'page', title: String }])
    t.same(
      Object.keys((await body('include[body][select]=title'))[0] ?? {}).filter((name) => !name.startsWith('_')),
      ['title'],
    )
    t.same(await quoted(''), [{ _ref: first.row.id, _type: 'book' }])
    t.match(await quoted('include=quotes.quote.words'), [{ title: 'First', author: { _ref: ada.row.id } }])
    t.match(await quoted('include=quotes.quote.words.author'), [{ title: 'First', author: { name: 'Ada' } }])
    t.match(await quoted('include=*.*'), [{ title: 'First', author: { name: 'Ada' } }])
    t.equal((await get('/entries/article?include=title')).statusCode, 400)
  },
)
