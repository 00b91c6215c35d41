import t from 'tap'
import { testApp } from '../support/test-app.ts'

// Whatever a document of the model says, the answer names what is wrong with it; none is a failure of the server.

const long = (count: number) => 'a'.repeat(count)
const nested = (depth: number): unknown => (depth === 0 ? 'x' : { a: nested(depth - 1) })
const field = (members: object) => ({
  name: 'post',
  fields: [
    { name: 'title', kind: 'text' },
    { name: 'other', kind: 'text', ...members },
  ],
})

const refusedNames = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'and',
  'any',
  'eq',
  'contains',
  'Title',
  'TITLE',
  '_id',
  '1a',
  'a b',
  'a-b',
  'é',
  '',
  long(64),
  'a\u0000',
  "a'; drop table x; --",
]
const fineNames = ['select', 'table', 'where', 'user', 'order', 'group', 'true', 'length', 'isPrototypeOf', 'id', 'type', long(63)]

const hostile: [string, object | string | null | unknown[]][] = [
  ['a list', []],
  ['null', null],
  ['a text', 'types'],
  ['an unknown member', { types: [], nope: 1 }],
  ['types that are no list', { types: {} }],
  ['a type that is no object', { types: [null] }],
  ['fields that are no list', { types: [{ name: 'a', fields: {} }] }],
  [
    'the same id twice',
    {
      types: [
        { id: 'x', name: 'a' },
        { id: 'x', name: 'b' },
      ],
    },
  ],
  ['ids that are no ids', { types: [{ ...field({}), id: "' or 1=1" }] }],
  ['kinds that are objects', { types: [field({ kind: { toString: 1 } })] }],
  ['a kind of the prototype', { types: [field({ kind: 'hasOwnProperty' })] }],
  ['a pattern that never ends', { types: [field({ pattern: `(${'a*'.repeat(2_000)})*b` })] }],
  ['a pattern that is none', { types: [field({ pattern: '(' })] }],
  ['a pattern that looks back', { types: [field({ pattern: '(a)\\1' })] }],
  ['a huge repetition', { types: [field({ pattern: 'a{1000000000}' })] }],
  ['a deep schema', { types: [field({ kind: 'json', schema: nested(60) })] }],
  ['a schema that refers away', { types: [field({ kind: 'json', schema: { $ref: 'https://example.org/x' } })] }],
  ['a schema that is none', { types: [field({ kind: 'json', schema: { type: 7 } })] }],
  ['an expression that is deep', { types: [field({ kind: 'computed', expression: `= ${'('.repeat(5_000)}1${')'.repeat(5_000)}` })] }],
  ['an expression of itself', { types: [field({ kind: 'computed', expression: '= other + 1' })] }],
  ['a component of nothing', { types: [field({ kind: 'component', components: ['nope'] })] }],
  ['bounds that are no numbers', { types: [field({ min: '1', max: {} })] }],
  ['options of the prototype', { types: [field({ kind: 'enum', options: ['__proto__', 'constructor', 'a', 'a'] })] }],
  ['thousands of types', { types: Array.from({ length: 3_000 }, () => null) }],
  [
    'a language in a circle',
    {
      types: [],
      locales: [
        { code: 'en', default: true, fallback: 'de' },
        { code: 'de', fallback: 'en' },
      ],
    },
  ],
  ['languages without a default', { types: [], locales: [{ code: 'en' }] }],
  ['a language that is none', { types: [], locales: [{ code: '../../etc', default: true }] }],
]

t.test('no document of the model makes the server fail, and each refusal says where', { timeout: 200_000 }, async (t) => {
  const { signInAs } = await testApp(t)
  const { ask } = await signInAs('owner')
  for (const [what, body] of hostile) {
    for (const path of ['/model/plan', '/types']) {
      const sent =
        path === '/types' && typeof body === 'object' && body !== null && 'types' in body
          ? ((body as { types: unknown }).types as unknown[])[0]
          : body
      const reply = await ask('POST', path, (typeof sent === 'object' ? sent : JSON.stringify(sent)) as object, {
        'content-type': 'application/json',
      })
      t.ok(reply.statusCode === 200 || [400, 409, 415, 422].includes(reply.statusCode), `${what} at ${path}: ${reply.statusCode}`)
    }
  }
  for (const body of [
    { planHash: long(5_000) },
    { planHash: "' or 1=1" },
    {},
    { planHash: 'x', acceptLoss: 'yes' },
    { modelVersion: 2 ** 40 },
    { modelVersion: -1 },
  ])
    for (const path of ['/model/apply', '/model/undo']) {
      const { statusCode } = await ask('POST', path, body)
      t.ok(statusCode >= 400 && statusCode < 500, `${JSON.stringify(body).slice(0, 60)} at ${path}: ${statusCode}`)
    }
})

t.test(
  'names that would collide are refused with their place; words of SQL and of other languages work fully',
  { timeout: 200_000 },
  async (t) => {
    const { signInAs, ask: anyone } = await testApp(t)
    const { ask } = await signInAs('owner')
    for (const name of refusedNames) {
      const reply = await ask('POST', '/types', {
        name: 'post',
        fields: [
          { name: 'title', kind: 'text' },
          { name, kind: 'text' },
        ],
      })
      t.ok([400, 422].includes(reply.statusCode), `${JSON.stringify(name)}: ${reply.statusCode}`)
      if (reply.statusCode === 422) t.match(reply.json().issues, [{ path: /^\/fields\/1/ }])
    }
    const three = await ask('POST', '/types', {
      name: 'Post',
      fields: [
        { name: '1', kind: 'text' },
        { name: 'a', kind: 'text', min: -1 },
      ],
    })
    t.same(
      three.json().issues?.map(({ path }: { path: string }) => path),
      ['/name', '/fields/0/name', '/fields/1/min'],
    )

    const fields = fineNames.map((name) => ({ name, kind: 'text' }))
    const type = await ask('POST', '/types', { name: 'table', publicRead: true, fields })
    t.equal(type.statusCode, 201, type.body)
    const values = Object.fromEntries(fineNames.map((name) => [name, `It is ${name}`]))
    const made = await ask('POST', '/entries', { type: 'table', fields: values })
    t.equal(made.statusCode, 201, made.body)
    t.equal((await ask('POST', `/entries/${made.json().id}/publish`, {})).statusCode, 200)
    for (const name of fineNames) {
      const found = await anyone('GET', `/content/v1/entries/table?filter[${name}]=It%20is%20${name}&sort=${name}&select=${name}`)
      t.match(found.json(), { data: [{ [name]: `It is ${name}` }] }, name)
    }
    t.match((await ask('POST', '/types', { name: 'TABLE', fields: [] })).statusCode, 422)
  },
)
