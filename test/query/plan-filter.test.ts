import { type Condition, limits } from '@verso/query'
import t from 'tap'
import { aField, aModel, aType } from '../model/builders.ts'
import { ask, author, company, faults, idOf, planOf, post, tag } from './ask.ts'

const where = (query: string | object, options = {}) => planOf(query, options).where
const id = '0190a000-0000-7000-8000-0000000000aa'
const field = (name: string, comparison: string, more = {}) => ({ kind: 'field', fieldId: idOf(name), comparison, ...more })
const link = (name: string, type = post) => ({ kind: 'related', fieldId: idOf(name, type) })

t.test('a condition names a field by its id, says how it is compared, and holds an operand of that type', async (t) => {
  const cases: [string, object, unknown][] = [
    ['filter[title]=a', field('title', 'text', { localized: true, many: false }), 'a'],
    ['filter[stars][gt]=-3', field('stars', 'integer'), -3],
    ['filter[price][lte]=1.5e2', field('price', 'number'), 150],
    ['filter[done]=false', field('done', 'boolean'), false],
    ['filter[on][gte]=2026-02-28', field('on', 'date'), '2026-02-28'],
    ['filter[at][lt]=2026-01-01T01:00:00%2B01:00', field('at', 'datetime'), '2026-01-01T00:00:00.000Z'],
    ['filter[at][lt]=2026-01-01', field('at', 'datetime'), '2026-01-01T00:00:00.000Z'],
    ['filter[at][gt]=now-7d', field('at', 'datetime'), '2026-03-24T12:00:00.000Z'],
    ['filter[on][gt]=now-1M', field('on', 'date'), '2026-02-28'],
    ['filter[state][in]=a,b', field('state', 'option', { order: ['b', 'a'] }), ['a', 'b']],
    ['filter[moods]=x', field('moods', 'option', { many: true }), 'x'],
    ['filter[title][in][]=a,b&filter[title][in][]=c', field('title', 'text'), ['a,b', 'c']],
    ['filter[title][in]=', field('title', 'text'), []],
    ['filter[title][eq]=', field('title', 'text'), ''],
    ['filter[body][contains]=word', field('body', 'text'), 'word'],
    ['filter[data][null]=false', field('data', 'none'), false],
    [`filter[cover]=${id}`, field('cover', 'id'), id],
    [`filter[cover._id][ne]=${id}`, field('cover', 'id'), id],
    [`filter[_id]=${id}`, { kind: 'system', column: 'id', comparison: 'id' }, id],
    ['filter[_publishedAt][gte]=now', { kind: 'system', column: 'publishedAt', comparison: 'datetime' }, '2026-03-31T12:00:00.000Z'],
    ['filter[_revision]=2', { kind: 'system', column: 'revision', comparison: 'integer' }, 2],
  ]
  for (const [query, target, operand] of cases) t.match(where(query), { kind: 'compare', target, operand }, query)
})

t.test('JSON says the type of an operand itself', async (t) => {
  t.match(where({ filter: { stars: { in: [1, 2] }, done: true, price: 0.5, title: '5' } }), {
    kind: 'and',
    of: [{ operand: [1, 2] }, { operand: true }, { operand: 0.5 }, { operand: '5' }],
  })
  for (const filter of [
    { stars: '5' },
    { done: 'true' },
    { price: '1' },
    { title: 5 },
    { stars: { null: 'true' } },
    { on: 5 },
    { title: null },
    { stars: { in: [1, '2'] } },
    { stars: { in: [[1]] } },
  ]) {
    t.match(ask({ filter }).issues, [{ code: 'wrong_type' }], JSON.stringify(filter))
  }
})

t.test('a URL and the same filter as JSON have one plan', async (t) => {
  const url = 'filter[or][0][title][contains]=x&filter[or][0][stars][gt]=3&filter[or][1][not][author.name]=Ada&filter[done]=true'
  const json = { or: [{ title: { contains: 'x' }, stars: { gt: 3 } }, { not: { 'author.name': 'Ada' } }], done: true }
  t.same(where(url), where({ filter: json }))
  t.same(where(`filter=${encodeURIComponent(JSON.stringify(json))}`), where({ filter: json }))
})

t.test('a path across a reference asks whether some target is so', async (t) => {
  const name = { kind: 'compare', target: { kind: 'field', fieldId: idOf('name', author) }, operator: 'eq', operand: 'Ada' }
  t.match(where('filter[author.name]=Ada'), { ...link('author'), typeIds: [author.id], where: name })
  t.match(where('filter[author.employer.staff][gt]=5'), {
    ...link('author'),
    where: {
      ...link('employer', author),
      typeIds: [company.id],
      where: { target: { fieldId: idOf('staff', company) }, operator: 'gt', operand: 5 },
    },
  })
})

t.test('where several types have the path, each is asked by its own field; where one has it, only that one', async (t) => {
  const { kind, of } = where('filter[about.name]=x') as { kind: string; of: unknown[] }
  t.equal(kind, 'or')
  t.match(
    of,
    [author, tag, company].map((type) => ({ ...link('about'), typeIds: [type.id], where: { target: { fieldId: idOf('name', type) } } })),
  )
  t.match(where('filter[about.colour]=red'), { ...link('about'), typeIds: [tag.id] })
  t.match(where('filter[about._publishedAt][gt]=now'), { ...link('about'), typeIds: [author.id, tag.id, company.id] })
})

t.test('negations across references are said of the whole path, so that they hold where there is no target', async (t) => {
  const positive = where('filter[author.employer.name]=x')
  t.same(where('filter[author.employer.name][ne]=x'), { kind: 'not', of: positive })
  t.same(where('filter[author.employer.name][nin]=x,y'), { kind: 'not', of: where('filter[author.employer.name][in]=x,y') })
  const present = where('filter[author.name][null]=false')
  t.match(present, { ...link('author'), where: { operator: 'null', operand: false } })
  t.same(where('filter[author.name][null]=true'), { kind: 'not', of: present })
})

t.test('readers meet a reference as its published target; editors as the link that is stored', async (t) => {
  const target = {
    ...link('author'),
    typeIds: [author.id],
    where: { kind: 'compare', target: { kind: 'system', column: 'id' }, operator: 'eq', operand: id },
  }
  t.match(where(`filter[author]=${id}`), target)
  t.match(where(`filter[author][ne]=${id}`), { kind: 'not', of: target })
  t.match(where(`filter[about][in]=${id}`), { ...link('about'), where: { operator: 'in', operand: [id] } })
  t.same(where('filter[author][null]=false'), { ...link('author'), localized: false, typeIds: [author.id], where: null })
  t.match(where('filter[author][null]=true'), { kind: 'not', of: { ...link('author'), where: null } })
  t.match(where(`filter[author]=${id}`, { purpose: 'draft' }), {
    kind: 'compare',
    target: field('author', 'id'),
    operator: 'eq',
    operand: id,
  })
  t.match(where('filter[author][null]=true', { purpose: 'draft' }), {
    kind: 'compare',
    target: field('author', 'id'),
    operator: 'null',
    operand: true,
  })
  t.match(where('filter[author.name]=x', { purpose: 'draft' }), link('author'))
})

t.test('the slug of what is published is asked by its column, where that means the same', async (t) => {
  const column = { kind: 'system', column: 'slug', comparison: 'text' }
  t.match(where('filter[slug]=a-b'), { target: column, operand: 'a-b' })
  for (const query of ['filter[slug]=', 'filter[slug][ne]=a', 'filter[slug][contains]=a', 'filter[slug][null]=true'])
    t.match(where(query), { target: field('slug', 'text') }, query)
  t.match(where('filter[slug]=a-b', { purpose: 'draft' }), { target: field('slug', 'text') })
})

t.test('the status is a member of drafts only, and one of its words', async (t) => {
  t.match(where('filter[_status][in]=draft,changed', { purpose: 'draft' }), {
    target: { kind: 'system', column: 'status' },
    operand: ['draft', 'changed'],
  })
  t.match(where(`filter[_createdBy]=${id}`, { purpose: 'draft' }), { target: { kind: 'system', column: 'createdBy' } })
  t.match(ask('filter[_status]=live', { purpose: 'draft' }).issues, [{ code: 'unknown_option' }])
  for (const name of ['_status', '_createdAt', '_createdBy', '_updatedBy', '_type', '_locale', '_seq', '__proto__'])
    t.match(ask(`filter[${name}]=draft`).issues, [{ code: 'unknown_field' }], name)
})

const wrong: [string, string, string][] = [
  ['filter[nope]=1', 'filter[nope]', 'unknown_field'],
  ['filter[constructor]=1', 'filter[constructor]', 'unknown_field'],
  ['filter[title.x]=1', 'filter[title.x]', 'unknown_field'],
  ['filter[author.nope]=1', 'filter[author.nope]', 'unknown_field'],
  ['filter[author..name]=1', 'filter[author..name]', 'unknown_field'],
  ['filter[cover.url]=1', 'filter[cover.url]', 'unknown_field'],
  [`filter[${Array(6).fill('author').join('.')}]=1`, `filter[${Array(6).fill('author').join('.')}]`, 'query_too_large'],
  ['filter[stars]=abc', 'filter[stars]', 'wrong_type'],
  ['filter[stars]=1.0', 'filter[stars]', 'wrong_type'],
  ['filter[stars]=9007199254740993', 'filter[stars]', 'wrong_type'],
  ['filter[stars]=+5', 'filter[stars]', 'wrong_type'],
  ['filter[price]=1e999', 'filter[price]', 'wrong_type'],
  ['filter[price]=0x10', 'filter[price]', 'wrong_type'],
  ['filter[price]=NaN', 'filter[price]', 'wrong_type'],
  ['filter[done]=1', 'filter[done]', 'wrong_type'],
  ['filter[on]=2026-02-30', 'filter[on]', 'wrong_type'],
  ['filter[at]=now-100000d', 'filter[at]', 'wrong_type'],
  ['filter[at]=now-9999y', 'filter[at]', 'wrong_type'],
  ['filter[at]=tomorrow', 'filter[at]', 'wrong_type'],
  ['filter[author]=ada', 'filter[author]', 'wrong_type'],
  [`filter[author]=${id.toUpperCase()}`, 'filter[author]', 'wrong_type'],
  ['filter[author.name][null]=maybe', 'filter[author.name][null]', 'wrong_type'],
  ['filter[author][null]=1', 'filter[author][null]', 'wrong_type'],
  ['filter[title][eq][]=a', 'filter[title][eq][]', 'wrong_type'],
  ['filter[title]=%00', 'filter[title]', 'forbidden_character'],
  [`filter[title]=${'x'.repeat(1_001)}`, 'filter[title]', 'query_too_large'],
  [`filter[stars][in]=${Array(201).fill(1).join()}`, 'filter[stars][in]', 'query_too_large'],
  ['filter[title][contains]=', 'filter[title][contains]', 'empty_operand'],
  ['filter[title][ne]=', 'filter[title][ne]', 'empty_operand'],
  ['filter[title][gt]=', 'filter[title][gt]', 'empty_operand'],
  ['filter[title][nin]=', 'filter[title][nin]', 'empty_operand'],
  ['filter[stars]=', 'filter[stars]', 'empty_operand'],
  ['filter[author]=', 'filter[author]', 'empty_operand'],
  ['filter[stars][in]=1,,2', 'filter[stars][in]', 'empty_operand'],
  ['filter[data]=1', 'filter[data]', 'operator_not_allowed'],
  ['filter[stars][contains]=1', 'filter[stars][contains]', 'operator_not_allowed'],
  ['filter[done][gt]=true', 'filter[done][gt]', 'operator_not_allowed'],
  ['filter[state][gt]=a', 'filter[state][gt]', 'operator_not_allowed'],
  [`filter[author][gt]=${id}`, 'filter[author][gt]', 'operator_not_allowed'],
  ['filter[about.name][gt]=', 'filter[about.name][gt]', 'empty_operand'],
]

for (const [query, place, code] of wrong) {
  t.test(`refused: ${query.slice(0, 60)}`, async (t) => {
    t.same(faults(ask(query).issues), [[place, code]])
  })
}

t.test('what the reader may not see is refused in the same words as what is not there', async (t) => {
  const hidden = aType('secret', [aField('text', { name: 'word' })])
  const withHidden = { ...post, fields: [...post.fields, { ...aField('reference', { name: 'link' }), to: [hidden.id] }] }
  const issue = (query: string, type: typeof post) =>
    ask(query, { type, model: aModel(author, type) }).issues?.map(({ code, message }) => [code, message.replace(/"[^"]*"$/, '')])
  t.same(issue('filter[link.word]=a', withHidden), issue('filter[link.nope]=a', withHidden))
  t.same(issue('filter[secret]=a', post), issue('filter[nope]=a', post))
  t.match(
    where(`filter[link]=${id}`, { type: withHidden, model: aModel(withHidden) }),
    { typeIds: [] },
    'no target of it is there for this reader',
  )
})

t.test('paths that fan out over many types are cut off instead of multiplied', async (t) => {
  const types = Array.from({ length: 30 }, (_, index) => aType(`t${index}`, [aField('text', { name: 'name' })]))
  const ids = types.map((type) => type.id)
  for (const type of types) type.fields.push({ ...aField('reference', { name: 'next' }), to: ids })
  const [first = post] = types
  const started = where('filter[next.name]=x', { model: aModel(...types), type: first }) as Condition & { kind: 'or' }
  t.equal(started.of.length, 30)
  t.match(ask('filter[next.next.next.name]=x', { model: aModel(...types), type: first }).issues, [{ code: 'query_too_large' }])
  t.ok(limits.plannedConditions > 30)
})

t.test('faults in several conditions are all told, each once', async (t) => {
  t.same(faults(ask({ filter: { or: [{ about: { contains: 'x' } }, { 'about.name': 5 }, { nope: 1 }] } }).issues), [
    ['filter /filter/or/0/about/contains', 'operator_not_allowed'],
    ['filter /filter/or/1/about.name', 'wrong_type'],
    ['filter /filter/or/2/nope', 'unknown_field'],
  ])
})
