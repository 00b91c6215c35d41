import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { trashEntry } from '@verso/core'
import t from 'tap'
import { uuidv7 } from 'uuidv7'
import { aType } from '../support/builders.ts'
import { type TestApp, testApp } from '../support/test-app.ts'

type Line = { line: number; id: string; outcome: string; seq?: number; issues?: { path: string; code: string }[] }

async function aHouse(t: Parameters<typeof testApp>[0]) {
  const house = await testApp(t)
  await aType(house.system)
  const editor = await house.signInAs('editor')
  return { ...house, editor, load: loader(house, editor.accessToken) }
}

function loader({ app }: TestApp, accessToken: string) {
  return async (lines: readonly unknown[] | Readable, headers: Record<string, string> = {}) => {
    const payload =
      lines instanceof Readable ? lines : lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n')
    const reply = await app.inject({
      method: 'POST',
      url: '/admin/v1/entries/import',
      headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/x-ndjson', ...headers },
      payload,
    })
    return { reply, results: reply.statusCode === 200 ? linesOf(reply.body) : [] }
  }
}

function linesOf(body: string): Line[] {
  return body
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))
}

const article = (title: string, more: object = {}) => ({ type: 'article', fields: { title }, ...more })
const codesOf = ({ issues = [] }: Line) => issues.map(({ path, code }) => [path, code])

t.test(
  'each line is an entry and has its line in the answer; what is published becomes so under one seq, with slugs of its own',
  async (t) => {
    const { editor, load } = await aHouse(t)
    const { reply, results } = await load([article('One', { publish: ['en'] }), '', article('One', { publish: ['en'] }), article('Draft')])

    t.equal(reply.headers['content-type'], 'application/x-ndjson; charset=utf-8')
    t.match(results, [
      { line: 1, outcome: 'created', seq: Number },
      { line: 3, outcome: 'created', seq: results[0]?.seq },
      { line: 4, outcome: 'created' },
    ])
    const entries = await Promise.all(results.map(async ({ id }) => (await editor.ask('GET', `/entries/${id}`)).json()))
    t.match(entries, [
      { status: 'published', fields: { title: 'One', slug: 'one' } },
      { status: 'published', fields: { slug: 'one-2' } },
      { status: 'draft', fields: { slug: 'draft' } },
    ])
    t.match((await editor.ask('GET', `/entries/${results[0]?.id}/revisions`)).json().data, [{ number: 1, kind: 'import' }])
  },
)

t.test('a line that can not be is told with its number and where; the others are written', async (t) => {
  const { editor, load } = await aHouse(t)
  const { results } = await load([
    '{"type": "article"',
    '[1]',
    article('Fine'),
    { type: 'article', fields: { title: 5, nothing: 1 } },
    article('x', { colour: 'red', publish: 'en' }),
    { type: 'unknown', fields: {} },
    '{"type":"article","fields":{"title":"a","title":"b"}}',
    '{"type":"article","fields":{"__proto__":{}}}',
    article('x', { publish: ['xx'] }),
    article('x', { id: 'no' }),
    article('y'.repeat(1024 * 1024)),
    { type: 'article' },
    article('', { publish: true }),
    `{"type":"article","fields":{"title":"\\u0000"}}`,
    article('x', { parent: randomUUID() }),
  ])
  t.same(
    results.map(({ line, outcome }) => [line, outcome]),
    Array.from({ length: 15 }, (_, index) => [index + 1, index === 2 ? 'created' : index === 12 ? 'draft' : 'refused']),
  )
  t.same(results.map(codesOf), [
    [['', 'invalid_json']],
    [['', 'wrong_type']],
    [],
    [
      ['/fields/title', 'wrong_type'],
      ['/fields/nothing', 'unknown_field'],
    ],
    [
      ['/colour', 'unknown_member'],
      ['/publish', 'wrong_type'],
    ],
    [['/type', 'unknown_type']],
    [['/fields/title', 'duplicate_key']],
    [['/fields/__proto__', 'forbidden_key']],
    [['/publish/0', 'unknown_locale']],
    [['/id', 'wrong_type']],
    [['', 'too_large']],
    [['/fields', 'required']],
    [['/fields/title', 'required']],
    [['/fields/title', 'forbidden_character']],
    [['/parent', 'not_a_tree']],
  ])
  t.equal((await editor.ask('GET', '/entries?type=article&count=true')).json().page.total, 2)
})

t.test('a line with an id makes that entry, changes what only imports wrote, and leaves what people changed', async (t) => {
  const { editor, load } = await aHouse(t)
  const [one, two] = [uuidv7(), uuidv7()]
  const lines = (title: string) => [article(title, { id: one, publish: true }), article(title, { id: two })]
  t.match((await load(lines('A'))).results, [
    { id: one, outcome: 'created' },
    { id: two, outcome: 'created' },
  ])
  const again = await load(lines('A'))
  t.match(again.results, [{ outcome: 'unchanged' }, { outcome: 'unchanged' }])
  t.notOk('seq' in (again.results[0] ?? {}), 'nothing became public')

  await editor.ask('PATCH', `/entries/${two}`, { fields: { body: 'Mine' }, baseRevision: 1 })
  t.match((await load(lines('B'))).results, [{ outcome: 'changed', seq: Number }, { outcome: 'kept' }])
  t.match((await editor.ask('GET', `/entries/${one}`)).json(), { revision: 2, status: 'published', fields: { title: 'B', slug: 'a' } })
  t.match((await editor.ask('GET', `/entries/${two}`)).json(), { revision: 2, fields: { title: 'A', body: 'Mine' } })
  const compared = await editor.ask('GET', `/entries/${one}/compare?from=1&to=2`)
  t.match(compared.json().changes, [{ path: '/fields/title', from: 'A', to: 'B' }])

  t.match((await load([article('C', { id: one }), article('D', { id: one })])).results, [{ outcome: 'changed' }, { outcome: 'refused' }])
})

t.test('links lead to what is there, or comes in the same batch; all else is a fault of its line', async (t) => {
  const { system, load } = await aHouse(t)
  await aType(system, {
    name: 'post',
    titleField: 'title',
    slugField: null,
    fields: [
      { name: 'title', kind: 'text' },
      { name: 'about', kind: 'reference', to: ['article'], many: true, onTargetDelete: 'refuse' },
      { name: 'picture', kind: 'media' },
    ],
  })
  const [there, later, binned] = [uuidv7(), uuidv7(), uuidv7()]
  await load([article('There', { id: there }), article('Binned', { id: binned })])
  await trashEntry(system, binned)
  const post = (...ids: string[]) => ({ type: 'post', fields: { title: 'P', about: ids.map((id) => ({ _ref: id })) } })
  const { results } = await load([
    post(there, later),
    article('Later', { id: later }),
    post(there, randomUUID()),
    post(binned),
    { type: 'post', fields: { picture: { _media: randomUUID() } } },
  ])
  t.same(
    results.map((line) => [line.outcome, ...codesOf(line)]),
    [
      ['created'],
      ['created'],
      ['refused', ['/fields/about/1', 'target_missing']],
      ['refused', ['/fields/about/0', 'target_missing']],
      ['refused', ['/fields/picture', 'target_missing']],
    ],
  )
})

t.test('with an idempotency key each line has its effect once, also at the same time, and what was cut off goes on', async (t) => {
  const { editor, load } = await aHouse(t)
  const lines = Array.from({ length: 30 }, (_, index) => article(`Line ${index}`, { publish: true }))
  const key = { 'idempotency-key': 'load-1' }

  const half = await load(lines.slice(0, 10), key)
  const [one, other] = await Promise.all([load(lines, key), load(lines, key)])

  t.equal(half.reply.headers['idempotency-replayed'], undefined)
  t.equal(one.reply.headers['idempotency-replayed'], 'true')
  t.same(
    one.results.map(({ id }) => id),
    other.results.map(({ id }) => id),
  )
  t.same(
    half.results.map(({ id }) => id),
    one.results.slice(0, 10).map(({ id }) => id),
  )
  t.ok([one, other].every(({ results }) => results.slice(0, 10).every(({ outcome }) => outcome === 'unchanged')))
  t.equal((await editor.ask('GET', '/entries?type=article&count=true')).json().page.total, 30)

  const changed = await load([article('Another')], key)
  t.equal(changed.reply.statusCode, 422)
  t.equal(changed.reply.json().code, 'idempotency_key_reused')
  t.equal((await load(lines, { 'idempotency-key': '' })).reply.statusCode, 400)
})

t.test('two imports of the same new ids at once make each once', async (t) => {
  const { editor, load } = await aHouse(t)
  const lines = Array.from({ length: 40 }, (_, index) => article(`Line ${index}`, { id: uuidv7(), publish: true }))
  const both = await Promise.all([load(lines), load(lines.toReversed())])
  const outcomes = both.flatMap(({ results }) => results.map(({ outcome }) => outcome))
  t.equal(outcomes.filter((outcome) => outcome === 'created').length, 40)
  t.equal(outcomes.filter((outcome) => outcome === 'unchanged').length, 40)
  t.equal((await editor.ask('GET', '/entries?type=article&count=true')).json().page.total, 40)
})

t.test('a stream longer than a batch is read and answered in parts, under one seq each', async (t) => {
  const { load } = await aHouse(t)
  const lines = Array.from({ length: 1_100 }, (_, index) => `${JSON.stringify(article(`T ${index}`, { publish: true }))}\n`)
  // In pieces that end anywhere, also within a character.
  const bytes = Buffer.from(lines.join('').replaceAll('T ', 'Tä '))
  const pieces = Array.from({ length: Math.ceil(bytes.length / 1_001) }, (_, index) => bytes.subarray(index * 1_001, (index + 1) * 1_001))
  const { results } = await load(Readable.from(pieces))
  t.equal(results.length, 1_100)
  t.ok(results.every(({ outcome }) => outcome === 'created'))
  t.equal(new Set(results.map(({ seq }) => seq)).size, 3)
})

t.test('who may not create is refused before a line is read; who may not publish gets drafts; JSON is not taken', async (t) => {
  const { app, signInAs, load, ask, ...house } = await aHouse(t)
  const [viewer, author] = [await signInAs('viewer'), await signInAs('author')]
  t.equal((await loader({ ...house, app, signInAs, ask }, viewer.accessToken)(['not even JSON'])).reply.statusCode, 403)
  t.equal((await load([article('x')], { authorization: 'Bearer none' })).reply.statusCode, 401)
  t.equal((await load([article('x')], { 'content-type': 'application/json' })).reply.statusCode, 415)
  t.equal((await load([article('x')], { 'content-encoding': 'gzip' })).reply.statusCode, 415)
  t.equal((await load([])).reply.body, '')
  const own = await loader({ ...house, app, signInAs, ask }, author.accessToken)([article('Mine', { publish: true })])
  t.match(own.results, [{ outcome: 'created' }])
})

t.test('a type of one entry takes one, and values that another entry holds leave a draft', async (t) => {
  const { system, load } = await aHouse(t)
  await aType(system, { name: 'home', kind: 'single', titleField: null, slugField: null, fields: [{ name: 'words', kind: 'text' }] })
  const home = { type: 'home', fields: { words: 'Hello' } }
  t.same(
    (await load([home, home])).results.map((line) => [line.outcome, ...codesOf(line)]),
    [['created'], ['refused', ['/type', 'single_exists']]],
  )
  const taken = { type: 'article', fields: { title: 'A', slug: 'same' }, publish: true }
  const { results } = await load([taken, taken])
  t.same(results.map(({ outcome }) => outcome).sort(), ['created', 'draft'])
  t.match(results.find(({ outcome }) => outcome === 'draft')?.issues, [{ path: '/fields/slug', code: 'unique_taken' }])
})
