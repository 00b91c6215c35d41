import { createClient, type ListQuery } from '@verso/client'
import { type ReadableTypeView, typescriptFile } from '@verso/model'
import t, { type Test } from 'tap'
import { compile } from '../support/compile.ts'
import { type Person, testApp } from '../support/test-app.ts'

const text = (name: string, settings = {}) => ({ name, kind: 'text', ...settings })

/** A site that holds a field of every kind, with one entry that says everything and one that says as little as it may. */
async function aRichSite(t: Test) {
  const app = await testApp(t)
  const owner = await app.signInAs('owner')
  await owner.ask('POST', '/locales', { code: 'de', label: 'Deutsch', fallback: 'en' })
  await makeTypes(owner)
  const { company, person } = await makePeople(owner)
  await publish(owner, { type: 'post', fields: { title: { en: 'Little' }, isOpen: true } })
  await publish(owner, {
    type: 'post',
    fields: {
      ...everything,
      author: { _ref: person },
      others: [{ _ref: person }, { _ref: company }],
      lead: { words: 'Lead', by: { _ref: person } },
      quotes: [{ _key: 'q', words: 'One', by: { _ref: person } }],
      sections: [
        { _key: 's', _block: 'quote', words: 'Two', by: { _ref: person } },
        { _key: 'g', _block: 'gallery', heading: 'Pictures' },
      ],
    },
  })
  const url = await app.app.listen({ host: '127.0.0.1', port: 0 })
  const client = createClient({ url })
  return { app, client, model: await client.model() }
}

const everything = {
  title: { en: 'All' },
  note: { en: 'A note', de: 'Eine Notiz' },
  isOpen: false,
  amount: 3,
  huge: '9007199254740993',
  price: '2.50',
  day: '2026-11-27',
  moment: '2026-11-27T00:00:00Z',
  mood: 'calm',
  moods: ['calm', 'wild'],
  facts: { a: [1, null, 'x'] },
  place: { lat: 1, lng: 2 },
  body: { markdown: '# Head\n\nWords' },
}

async function makeTypes(owner: Person): Promise<void> {
  const mood = { options: ['calm', 'wild'] }
  const by = { name: 'by', kind: 'reference', to: ['person'] }
  for (const type of [
    { name: 'company', publicRead: true, fields: [text('title', { required: true })] },
    {
      name: 'person',
      publicRead: true,
      fields: [text('name', { required: true }), { name: 'company', kind: 'reference', to: ['company'] }],
    },
    { name: 'quote', kind: 'component', fields: [text('words'), by] },
    { name: 'gallery', kind: 'component', fields: [text('heading', { required: true })] },
    // Its interface may not be called as the client's own type of files is.
    { name: 'media', publicRead: true, fields: [text('title')] },
    {
      name: 'post',
      publicRead: true,
      titleField: 'title',
      fields: [
        text('title', { required: true, localized: true }),
        text('note', { localized: true, help: 'Says */ little' }),
        { name: 'isOpen', kind: 'boolean', required: true },
        { name: 'amount', kind: 'integer' },
        { name: 'huge', kind: 'integer', bigint: true },
        { name: 'price', kind: 'decimal' },
        { name: 'day', kind: 'date' },
        { name: 'moment', kind: 'datetime' },
        { name: 'mood', kind: 'enum', ...mood },
        { name: 'moods', kind: 'enum', many: true, ...mood },
        { name: 'facts', kind: 'json' },
        { name: 'place', kind: 'location' },
        { name: 'body', kind: 'richText' },
        { name: 'picture', kind: 'media' },
        { name: 'pictures', kind: 'media', many: true },
        { name: 'author', kind: 'reference', to: ['person'] },
        { name: 'others', kind: 'reference', many: true, to: ['person', 'company'] },
        { name: 'lead', kind: 'component', components: ['quote'] },
        { name: 'quotes', kind: 'component', many: true, components: ['quote'] },
        { name: 'sections', kind: 'blocks', blocks: ['quote', 'gallery'] },
        { name: 'double', kind: 'computed', expression: 'amount * 2' },
      ],
    },
  ]) {
    const made = await owner.ask('POST', '/types', type)
    if (made.statusCode !== 201) throw new Error(made.body)
  }
}

async function makePeople(owner: Person): Promise<{ company: string; person: string }> {
  const company = await publish(owner, { type: 'company', fields: { title: 'Otter & Co' } })
  return { company, person: await publish(owner, { type: 'person', fields: { name: 'Ada', company: { _ref: company } } }) }
}

async function publish(owner: Person, entry: object): Promise<string> {
  const made = await owner.ask('POST', '/entries', entry)
  if (made.statusCode !== 201) throw new Error(made.body)
  const { id } = made.json()
  const published = await owner.ask('POST', `/entries/${id}/publish`)
  if (published.statusCode !== 200) throw new Error(published.body)
  return id
}

const queries: ListQuery[] = [
  {},
  { select: ['title', 'amount'] },
  { select: ['_id', 'author.name'], include: ['author'] },
  { omit: ['body', 'sections'] },
  { include: ['author.company'] },
  { include: ['*'] },
  { include: ['*.*'] },
  { include: ['others', 'quotes.by', 'sections.quote.by'] },
  { include: { author: { select: ['_id', 'name'] } } },
  { richText: 'html' },
  { locale: 'de', fallback: false },
]

t.test('answers are of the generated types, to the letter', async (t) => {
  const { client, model } = await aRichSite(t)
  const answers: string[] = []
  for (const query of queries) {
    const { data } = await client.list('post', query)
    answers.push(`export const a${answers.length}: Result<Types, 'post', ${JSON.stringify(query)}>[] = ${JSON.stringify(data)}`)
  }
  const header = `import type { Result } from '@verso/client'\nimport type { Types } from './verso-types.ts'\n`
  const types = typescriptFile(model.types as ReadableTypeView[], model.modelHash)

  const [whole = ''] = answers
  const wrong = {
    'more.ts': whole.replaceAll('"amount":', '"amounts":1,"amount":'),
    'less.ts': whole.replaceAll('"price":null,', ''),
    'null.ts': whole.replaceAll('"title":"Little"', '"title":null'),
    'kind.ts': whole.replaceAll('"mood":"calm"', '"mood":"angry"'),
    'included.ts': answers[5]?.replace('{"include":["*"]}', '{}') ?? '',
  }
  const files = Object.fromEntries(
    Object.entries({ 'answers.ts': answers.join('\n'), ...wrong }).map(([name, body]) => [name, header + body]),
  )
  const faults = compile({ 'verso-types.ts': types, ...files })

  t.same(
    faults.filter((fault) => !Object.keys(wrong).some((name) => fault.startsWith(name))),
    [],
  )
  for (const name of Object.keys(wrong))
    t.ok(
      faults.some((fault) => fault.startsWith(name)),
      `${name} doesn't compile`,
    )
})

t.test('the file is the same for the same model, and says what a newcomer wants to know', async (t) => {
  const { model } = await aRichSite(t)
  const types = typescriptFile(model.types as ReadableTypeView[], model.modelHash)
  t.equal(typescriptFile(structuredClone(model.types) as ReadableTypeView[], model.modelHash), types)
  t.match(types, `export const modelHash = '${model.modelHash}'`)
  t.match(types, /export interface MediaType \{/)
  t.match(types, /\/\*\* Note: Says \* \/ little \*\/\n {2}note: string \| null/)
  t.match(types, /sections: \(Block<"quote", Quote> \| Block<"gallery", Gallery>\)\[\]/)
  t.match(types, /double: string \| null/)
  t.match(types, /'~'\?: \{ localized: 'title' \| 'note'; whole: 'amount' \}/)
})

t.test('a site that was made for another model is told once', async (t) => {
  const { app } = await aRichSite(t)
  const told: object[] = []
  const { port } = app.app.server.address() as { port: number }
  const client = createClient({ url: `http://127.0.0.1:${port}`, modelHash: 'old', onDrift: (hashes) => void told.push(hashes) })
  const { modelHash } = await client.model()
  await client.pin()
  t.same(told, [{ expected: 'old', found: modelHash }])
})
