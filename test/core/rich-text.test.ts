import { type Context, createEntry, getType, importEntries, listEntryUsages, publishEntry, reserveImportIds, saveEntry } from '@verso/core'
import t, { type Test } from 'tap'
import { aContext, anEntry, aType } from '../support/builders.ts'
import { refusal } from '../support/refusal.ts'
import { testStore } from '../support/test-store.ts'

type Block = {
  _type: string
  _key: string
  style?: string
  listItem?: string
  children?: { _type: string; text: string; marks: string[] }[]
}

const paragraph = (text: string, more: object = {}) => ({
  _type: 'block',
  style: 'normal',
  markDefs: [],
  children: [{ _type: 'span', text, marks: [] }],
  ...more,
})

async function aBlog(t: Test, toolbar?: object) {
  const ctx = await aContext(await testStore(t))
  for (const name of ['page', 'person'])
    await aType(ctx, { name, titleField: 'name', slugField: null, fields: [{ name: 'name', kind: 'text' }] })
  await aType(ctx, {
    name: 'card',
    kind: 'component',
    titleField: null,
    slugField: null,
    fields: [{ name: 'text', kind: 'richText', ...(toolbar === undefined ? {} : { toolbar }) }],
  })
  await aType(ctx, {
    name: 'article',
    titleField: 'title',
    slugField: null,
    fields: [
      { name: 'title', kind: 'text' },
      { name: 'body', kind: 'richText', ...(toolbar === undefined ? {} : { toolbar }) },
      { name: 'story', kind: 'richText', localized: true },
      { name: 'cards', kind: 'component', components: ['card'], many: true },
    ],
  })
  return ctx
}

const written = async (ctx: Context, body: unknown) =>
  (await createEntry(ctx, { type: 'article', fields: { body } })).fields.body as Block[]
const faultsOf = async (act: () => Promise<unknown>) => (await refusal(act())).issues.map(({ path, code }) => `${path} ${code}`)
const words = (blocks: Block[]) =>
  blocks.map(({ _type, style, listItem, children }) =>
    [
      _type === 'block' ? (listItem ?? style) : _type,
      ...(children ?? []).map((child) => [...child.marks, child.text ?? child._type].join(':')),
    ].join(' '),
  )

t.test('HTML and Markdown become blocks when they are saved, and the answer shows them', async (t) => {
  const ctx = await aBlog(t)
  const html = '<h2>Hi</h2><ul><li>a <b>b</b></li></ul><p onclick="x">c <a href="javascript:alert(1)">d</a></p><script>alert(1)</script>'

  t.same(words(await written(ctx, { html })), ['h2 Hi', 'bullet a  strong:b', 'normal c d'])
  t.same(words(await written(ctx, { markdown: '## Hi\n\n- [x] a **b**\n\n---\n\n```ts\nlet c\n```' })), [
    'h2 Hi',
    'bullet ☑ a  strong:b',
    'break',
    'code',
  ])
  t.same(await written(ctx, { html: '' }), [])
})

t.test('they are taken in localised fields, inside components and in imports as well', async (t) => {
  const ctx = await aBlog(t)
  const { fields } = await createEntry(ctx, {
    type: 'article',
    fields: { story: { en: { html: '<p>Hi</p>' } }, cards: [{ text: { markdown: '# Hi' } }] },
  })
  t.same(words((fields.story as { en: Block[] }).en), ['normal Hi'])
  t.same(words((fields.cards as { text: Block[] }[])[0]?.text ?? []), ['h1 Hi'])

  const records = [{ key: 'a', type: 'article', fields: { body: { markdown: '*Hi*' } } }]
  const ids = { entries: await reserveImportIds(ctx, { source: 'test', keys: ['a'], kind: 'entry' }), media: new Map() }
  const { outcomes } = await importEntries(ctx, { source: 'test', records, ids })
  t.match(outcomes, [{ outcome: 'made', issues: [] }])
})

t.test('the same HTML again is no change; a paragraph added at the top leaves the keys of all others', async (t) => {
  const ctx = await aBlog(t)
  const entry = await createEntry(ctx, { type: 'article', fields: { body: { html: '<p>a</p><p>b</p>' } } })

  const same = await saveEntry(ctx, entry.row.id, { fields: { body: { html: '<p>a</p><p>b</p>' } }, baseRevision: 1 })
  t.equal(same.row.revision, 1)
  const more = await saveEntry(ctx, entry.row.id, { fields: { body: { html: '<p>new</p><p>a</p><p>b</p>' } }, baseRevision: 1 })
  const keys = (body: unknown) => (body as Block[]).map(({ _key }) => _key)
  t.same(keys(more.fields.body).slice(1), keys(entry.fields.body))
})

t.test('what is too long, of two kinds or of none is refused with its path', async (t) => {
  const ctx = await aBlog(t)
  const faults = (body: unknown) => faultsOf(() => written(ctx, body))
  t.same(await faults({ html: 'a'.repeat(262_145) }), ['/fields/body/html too_long'])
  t.same(await faults({ markdown: 5 }), ['/fields/body/markdown wrong_type'])
  t.same(await faults({ html: 'a', markdown: 'b' }), ['/fields/body wrong_type'])
  t.same(await faults({ text: 'a' }), ['/fields/body wrong_type'])
  t.same(await faults({ html: 'a\u0000b' }), ['/fields/body/html forbidden_character'])
  t.same(await faults({ html: '<p>a'.repeat(6_000) }), ['/fields/body too_long'])
  t.same(await faultsOf(() => createEntry(ctx, { type: 'article', fields: { story: { html: 'a' } } })), [
    '/fields/story/html unknown_locale',
  ])
})

const narrow = { styles: ['h2'], marks: ['em', 'link'], lists: ['number'], blocks: ['break'] }

t.test('a toolbar is what a field allows: each block, style, mark and list beyond it is refused with its path', async (t) => {
  const ctx = await aBlog(t, narrow)
  const faults = (...body: unknown[]) => faultsOf(() => written(ctx, body))
  t.same(await faults(paragraph('a', { style: 'h1' }), paragraph('b', { listItem: 'bullet' })), [
    '/fields/body/0/style not_in_options',
    '/fields/body/1/listItem not_in_options',
  ])
  t.same(await faults(paragraph('a', { children: [{ _type: 'span', text: 'a', marks: ['em', 'strong'] }] })), [
    '/fields/body/0/children/0/marks/1 not_in_options',
  ])
  t.same(await faults(paragraph('a', { markDefs: [{ _type: 'entryLink', _key: 'm', entry: { _ref: ctx.actor.id } }] })), [
    '/fields/body/0/markDefs/0/_type not_in_options',
  ])
  t.same(await faults({ _type: 'code', code: 'a' }, { _type: 'break' }), ['/fields/body/0/_type not_in_options'])
  t.same(await faults(paragraph('a', { children: [{ _type: 'entry', entry: { _ref: ctx.actor.id } }] })), [
    '/fields/body/0/children/0/_type not_in_options',
  ])
  const inCard = () =>
    createEntry(ctx, { type: 'article', fields: { cards: [{ text: [] }, { text: [{ _type: 'embed', url: 'https://a.example/' }] }] } })
  t.same(await faultsOf(inCard), ['/fields/cards/1/text/0/_type not_in_options'])
  t.same(words(await written(ctx, [paragraph('a', { style: 'h2' }), paragraph('b'), paragraph('c', { listItem: 'number', level: 1 })])), [
    'h2 a',
    'normal b',
    'number c',
  ])
})

t.test('of HTML and Markdown, what the toolbar does not allow becomes plain text', async (t) => {
  const ctx = await aBlog(t, narrow)
  const html =
    '<h1>a</h1><h2>b</h2><ul><li>c</li></ul><p><b>d</b> <i>e</i> <a href="/f">f</a></p><pre>g</pre><table><tr><td>h</td><td><b>i</b></td></tr></table><hr><iframe src="https://a.example/"></iframe>'
  t.same(words(await written(ctx, { html })), [
    'normal a',
    'h2 b',
    'normal c',
    'normal d   em:e   m1:f',
    'normal g',
    'normal h',
    'normal i',
    'break',
    'normal m1:https://a.example/',
  ])
})

t.test('links and inline entries lead to the types that the toolbar names, and to nothing that is not there', async (t) => {
  const ctx = await aBlog(t, { entries: ['page'] })
  const page = (await anEntry(ctx, { name: 'About' }, 'page')).row.id
  const person = (await anEntry(ctx, { name: 'Ada' }, 'person')).row.id
  const linked = (id: string) => [
    paragraph('', {
      markDefs: [{ _type: 'entryLink', _key: 'm', entry: { _ref: id } }],
      children: [
        { _type: 'span', text: 'a', marks: ['m'] },
        { _type: 'entry', entry: { _ref: id } },
      ],
    }),
  ]
  const places = ['/fields/body/0/markDefs/0/entry', '/fields/body/0/children/1/entry']

  t.same(
    await faultsOf(() => written(ctx, linked(person))),
    places.map((place) => `${place} wrong_target`),
  )
  t.same(
    await faultsOf(() => written(ctx, linked(ctx.actor.id ?? ''))),
    places.map((place) => `${place} target_missing`),
  )
  const entry = await createEntry(ctx, { type: 'article', fields: { title: 'Hi', body: linked(page) } })
  await publishEntry(ctx, entry.row.id)
  const { usages } = await listEntryUsages(ctx, page)
  t.same(
    usages.map(({ origin, path }) => `${origin} ${path}`).sort(),
    ['draft', 'published'].flatMap((origin) => places.map((place) => `${origin} ${place}`)).sort(),
  )
})

t.test('a toolbar is parsed with its type: names of types come back as names, faults have paths', async (t) => {
  const ctx = await aBlog(t, { ...narrow, entries: ['page'] })
  const { view } = await getType(ctx, 'article')
  t.same(view.fields.find(({ name }) => name === 'body')?.toolbar, { ...narrow, entries: ['page'] })

  const field = (more: object) =>
    faultsOf(() => aType(ctx, { name: 'other', titleField: null, slugField: null, fields: [{ name: 'body', kind: 'richText', ...more }] }))
  t.same(await field({ toolbar: { styles: ['h7'], marks: ['strong', 'blink'], blocks: ['poll'], entries: ['page', 'nope'] } }), [
    '/fields/0/toolbar/styles/0 unknown_option',
    '/fields/0/toolbar/marks/1 unknown_option',
    '/fields/0/toolbar/blocks/0 unknown_option',
    '/fields/0/toolbar/entries/1 unknown_type',
  ])
  t.same(await field({ toolbar: { colours: [] } }), ['/fields/0/toolbar/colours unknown_member'])
  t.same(await field({ toolbar: [] }), ['/fields/0/toolbar wrong_type'])
  t.same(await field({ kind: 'text', toolbar: { styles: [] } }), ['/fields/0/toolbar unknown_member'])
})
