import t from 'tap'
import { type Person, testApp } from '../support/test-app.ts'

/** SQL words, members of objects, words of Verso's own addresses, and the longest name that there is. */
const odd = [
  'select',
  'table',
  'user',
  'order',
  'group',
  'where',
  'values',
  'then',
  'length',
  'name',
  'id',
  'type',
  'fields',
  'filter',
  'sort',
  'limit',
  'seq',
  'data',
  'page',
  'locale',
  'toJSON',
  'isPrototypeOf',
  'defineProperty',
  'sync',
  'media',
  `a${'x'.repeat(62)}`,
]

/** What can't be a name, with what is said of it. */
const refused: [string, string][] = [
  ['__proto__', 'wrong_format'],
  ['_id', 'wrong_format'],
  ['constructor', 'reserved_name'],
  ['prototype', 'reserved_name'],
  ['toString', 'reserved_name'],
  ['tostring', 'reserved_name'],
  ['valueOf', 'reserved_name'],
  ['hasOwnProperty', 'reserved_name'],
  ['and', 'reserved_name'],
  ['eq', 'reserved_name'],
  ['icontains', 'reserved_name'],
  ['', 'wrong_format'],
  ['1a', 'wrong_format'],
  ['a b', 'wrong_format'],
  ['a-b', 'wrong_format'],
  ['a.b', 'wrong_format'],
  ['a"b', 'wrong_format'],
  ["a'; drop table", 'wrong_format'],
  ['äöü', 'wrong_format'],
  ['a\u0000', 'forbidden_character'],
  [`a${'x'.repeat(63)}`, 'wrong_format'],
]

const options = ['__proto__', 'constructor', "a'; drop table x --", 'a,b', '👩‍👧', 'null', ' ', 'x'.repeat(200)]

async function make(owner: Person, path: string, body: object): Promise<{ id: string }> {
  const reply = await owner.ask('POST', path, body)
  if (reply.statusCode > 201) throw new Error(`${path} ${JSON.stringify(body)}: ${reply.body}`)
  return reply.json()
}

t.test('an odd name of types, fields and groups works all the way to readers', async (t) => {
  const { ask, signInAs } = await testApp(t)
  const owner = await signInAs('owner')
  const groups = odd.map((name) => ({ name, kind: 'section', label: name }))
  for (const type of odd) {
    await make(owner, '/types', { name: type, publicRead: true, groups, fields: odd.map((name) => ({ name, kind: 'text', group: name })) })
    const fields = Object.fromEntries(odd.map((name) => [name, `${name} of ${type}`]))
    const { id } = await make(owner, '/entries', { type, fields })
    await make(owner, `/entries/${id}/publish`, {})
    t.match((await owner.ask('GET', `/entries/${id}`)).json(), { type, fields })
    t.match((await ask('GET', `/content/v1/entries/${type}/${id}`)).json().data, fields)
    t.match((await owner.ask('GET', `/types/${type}`)).json(), { name: type, groups })
  }
  const [type = ''] = odd
  const other = await make(owner, '/entries', { type, fields: {} })
  await make(owner, `/entries/${other.id}/publish`, {})
  for (const name of odd) {
    const query = `filter[${name}]=${name} of ${type}&sort=-${name}&select=${name},_id&count=true`
    const reply = await ask('GET', `/content/v1/entries/${type}?${encodeURI(query)}`)
    t.match(reply.json(), { data: [{ [name]: `${name} of ${type}` }], page: { total: 1 } }, name)
    t.match(
      (await owner.ask('GET', encodeURI(`/entries?type=${type}&filter[${name}]=${name} of ${type}`))).json(),
      { data: [{ type }] },
      name,
    )
  }
  const described = (await ask('GET', '/content/v1/openapi.json')).json()
  t.equal(Object.keys(described.components.schemas).length, odd.length + 2)
})

t.test('a name that can not work is refused with its path, for types, fields and groups alike', async (t) => {
  const { signInAs } = await testApp(t)
  const owner = await signInAs('owner')
  for (const [name, code] of refused) {
    const places: [string, object][] = [
      ['/name', { name }],
      ['/fields/0/name', { name: 'sample', fields: [{ name, kind: 'text' }] }],
      ['/groups/0/name', { name: 'sample', groups: [{ name, label: 'A', kind: 'tab' }] }],
    ]
    for (const [path, body] of places) {
      const reply = await owner.ask('POST', '/types', body)
      t.equal(reply.statusCode, 422, `${name} at ${path}: ${reply.body}`)
      t.match(reply.json().issues, [{ path, code }], `${name} at ${path}`)
    }
  }
  t.same((await owner.ask('GET', '/types')).json().data, [])
})

t.test('names that differ in case only count as one', async (t) => {
  const { signInAs } = await testApp(t)
  const owner = await signInAs('owner')
  const twice = (name: string) => ({ name, kind: 'text' })
  const fields = await owner.ask('POST', '/types', { name: 'sample', fields: [twice('title'), twice('tiTle')] })
  t.match([fields.statusCode, fields.json().issues], [422, [{ path: '/fields/1/name', code: 'duplicate_name' }]])
  const groups = await owner.ask('POST', '/types', {
    name: 'sample',
    groups: ['main', 'maiN'].map((name) => ({ name, label: 'A', kind: 'tab' })),
  })
  t.match([groups.statusCode, groups.json().issues], [422, [{ path: '/groups/1/name', code: 'duplicate_name' }]])
  await make(owner, '/types', { name: 'sample' })
  const type = await owner.ask('POST', '/types', { name: 'samPle' })
  t.match([type.statusCode, type.json().code], [409, 'name_taken'])
})

t.test('the value of an option is any text, and is found and sorted by like others', async (t) => {
  const { ask, signInAs } = await testApp(t)
  const owner = await signInAs('owner')
  await make(owner, '/types', { name: 'sample', publicRead: true, fields: [{ name: 'choice', kind: 'enum', options }] })
  for (const choice of [...options].reverse()) {
    const { id } = await make(owner, '/entries', { type: 'sample', fields: { choice } })
    await make(owner, `/entries/${id}/publish`, {})
    t.equal((await ask('GET', `/content/v1/entries/sample/${id}`)).json().data.choice, choice)
    const found = await ask('GET', `/content/v1/entries/sample?filter=${encodeURIComponent(JSON.stringify({ choice: { eq: choice } }))}`)
    t.same(
      found.json().data.map((entry: { _id: string }) => entry._id),
      [id],
      choice,
    )
  }
  const sorted = await ask('GET', '/content/v1/entries/sample?sort=choice')
  t.same(
    sorted.json().data.map((entry: { choice: string }) => entry.choice),
    options,
  )
  const wrong: [unknown, string, string][] = [
    [['a', 'a'], '/fields/0/options/1', 'duplicate_name'],
    [['a\u0000'], '/fields/0/options/0', 'forbidden_character'],
    [[{ value: 'a', label: '\ud800' }], '/fields/0/options/0/label', 'forbidden_character'],
    [['x'.repeat(201)], '/fields/0/options/0/value', 'too_long'],
    [[], '/fields/0/options', 'wrong_type'],
  ]
  for (const [given, path, code] of wrong) {
    const reply = await owner.ask('POST', '/types', { name: 'other', fields: [{ name: 'choice', kind: 'enum', options: given }] })
    t.match([reply.statusCode, reply.json().issues], [422, [{ path, code }]], JSON.stringify(given))
  }
})
