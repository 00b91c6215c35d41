import { limits } from '@verso/query'
import fc from 'fast-check'
import t from 'tap'
import { ask, faults, parse, parseJson } from './ask.ts'

t.test('without parameters a read is the first page in the default order', async (t) => {
  t.match(parse('').request, {
    locale: null,
    fallback: true,
    select: null,
    omit: null,
    include: [],
    filter: null,
    sort: [],
    limit: 20,
    offset: null,
    after: null,
    count: false,
    richText: null,
    seq: null,
  })
})

t.test('every parameter is read, and brackets may be percent-encoded', async (t) => {
  const query =
    'locale=de&fallback=false&select=title,author.name&include=author&sort=-_publishedAt,title&limit=5&offset=0&count=true&seq=0&minSeq=7&filter%5Btitle%5D%5Beq%5D=a%20b+c'
  t.match(parse(query).request, {
    locale: 'de',
    fallback: false,
    select: ['title', 'author.name'],
    include: [{ path: 'author', limit: null, select: null }],
    sort: [
      { path: '_publishedAt', descending: true },
      { path: 'title', descending: false },
    ],
    limit: 5,
    offset: 0,
    count: true,
    seq: 0,
    minSeq: 7,
    filter: { kind: 'compare', path: 'title', operator: 'eq', operand: { text: 'a b c' } },
  })
})

t.test('options of included paths stand beside the paths, and include them', async (t) => {
  const expected = [{ path: 'author' }, { path: 'about', limit: 5, select: ['name', 'colour'] }]
  t.match(parse('include=author,about&include[about][limit]=5&include[about][select]=name,colour').request?.include, expected)
  t.match(parse('include=author&include[about][select]=name,colour&include[about][limit]=5').request?.include, expected)
  t.match(parseJson({ include: { author: true, about: { limit: 5, select: ['name', 'colour'] } } }).request?.include, expected)
})

const wrong: [query: string, place: string, code: string][] = [
  ['lcoale=de', 'lcoale', 'unknown_parameter'],
  ['when=2026-01-01', 'when', 'unknown_parameter'],
  ['at=soon', 'at', 'wrong_type'],
  ['at=2026-01-01&seq=1', 'at', 'conflicting_parameters'],
  ['page[limit]=3', 'page', 'unknown_parameter'],
  ['limit=5&limit=6', 'limit', 'duplicate_parameter'],
  ['limit=5&limit[]=6', 'limit[]', 'duplicate_parameter'],
  ['filter[title]=a&filter[title]=a', 'filter[title]', 'duplicate_parameter'],
  ['filter[title]=a&filter[title][eq]=b', 'filter[title][eq]', 'duplicate_parameter'],
  ['filter[title][in]=a&filter[title][in][]=b', 'filter[title][in][]', 'duplicate_parameter'],
  ['filter={"title":"a"}&filter[title]=b', 'filter[title]', 'duplicate_parameter'],
  ['filter[title]=b&filter={"title":"a"}', 'filter', 'duplicate_parameter'],
  ['filter[title=a', 'filter[title', 'malformed'],
  ['filter]title[=a', 'filter]title[', 'malformed'],
  ['filter[[title]]=a', 'filter[[title]]', 'malformed'],
  ['filter[title]x=a', 'filter[title]x', 'malformed'],
  ['[title]=a', '[title]', 'malformed'],
  ['=a', '', 'malformed'],
  ['filter[][eq]=a', 'filter[][eq]', 'malformed'],
  ['filter[]=a', 'filter[]', 'wrong_type'],
  ['locale=%FF', 'locale', 'malformed'],
  ['locale=%E0%A4%A', 'locale', 'malformed'],
  ['locale=%', 'locale', 'malformed'],
  ['locale=%00', 'locale', 'forbidden_character'],
  ['locale=', 'locale', 'malformed'],
  ['limit=0', 'limit', 'out_of_range'],
  ['limit=251', 'limit', 'out_of_range'],
  ['limit=1.5', 'limit', 'wrong_type'],
  ['limit=-1', 'limit', 'wrong_type'],
  ['limit=1e2', 'limit', 'wrong_type'],
  ['limit=', 'limit', 'wrong_type'],
  ['offset=10001', 'offset', 'out_of_range'],
  ['seq=99999999999999999999', 'seq', 'wrong_type'],
  ['count=yes', 'count', 'wrong_type'],
  ['count=', 'count', 'wrong_type'],
  ['select=', 'select', 'malformed'],
  ['select=title,,body', 'select', 'malformed'],
  ['select=title,title', 'select', 'malformed'],
  ['select=title&omit=body', 'omit', 'conflicting_parameters'],
  ['offset=0&after=abc', 'offset', 'conflicting_parameters'],
  ['include=', 'include', 'malformed'],
  ['include[about]=5', 'include[about]', 'wrong_type'],
  ['include[about][limit]=0', 'include[about][limit]', 'out_of_range'],
  ['include[about][page]=1', 'include[about][page]', 'unknown_parameter'],
  [`select=${Array.from({ length: limits.select + 1 }, (_, index) => `f${index}`).join()}`, 'select', 'query_too_large'],
  [`sort=${'abcdef'.split('').join()}`, 'sort', 'query_too_large'],
  [`search=${'x'.repeat(201)}`, 'search', 'query_too_large'],
  [`ids=${Array.from({ length: 101 }, (_, index) => index).join()}`, 'ids', 'query_too_large'],
  ['filter=', 'filter', 'empty_operand'],
  ['filter={}', 'filter ', 'empty_operand'],
  ['filter={"a":', 'filter', 'malformed'],
  ['filter=[]', 'filter ', 'wrong_type'],
  ['filter="x"', 'filter ', 'wrong_type'],
  ['filter={"title":"a","title":"b"}', 'filter', 'duplicate_parameter'],
  ['filter={"or":[{"stars":1},{"a":{"eq":1,"\\u0065q":2}}]}', 'filter', 'duplicate_parameter'],
  ['filter={"or":[]}', 'filter /or', 'empty_operand'],
  ['filter={"and":[{}]}', 'filter /and/0', 'empty_operand'],
  ['filter={"not":{}}', 'filter /not', 'empty_operand'],
  ['filter={"not":[]}', 'filter /not', 'wrong_type'],
  ['filter={"or":{"0":{"title":"a"}}}', 'filter /or', 'wrong_type'],
  ['filter={"title":{}}', 'filter /title', 'empty_operand'],
  ['filter={"title":["a"]}', 'filter /title', 'wrong_type'],
  ['filter={"title":{"foo":1}}', 'filter /title/foo', 'unknown_operator'],
  ['filter[title][foo]=1', 'filter[title][foo]', 'unknown_operator'],
  ['filter[author][name][eq]=1', 'filter[author][name]', 'unknown_operator'],
  ['filter[title][constructor]=1', 'filter[title][constructor]', 'unknown_operator'],
  ['filter[title][]=a', 'filter[title][]', 'wrong_type'],
  ['filter[or][a][title]=1', 'filter[or][a]', 'malformed'],
  ['filter[or][100][title]=1', 'filter[or][100]', 'malformed'],
  ['filter[or][00][title]=1', 'filter[or][00]', 'malformed'],
  ['filter[or]=1', 'filter[or]', 'wrong_type'],
  ['filter[or][0]=1', 'filter[or][0]', 'wrong_type'],
]

for (const [query, place, code] of wrong) {
  t.test(`refused: ${query.slice(0, 60)}`, async (t) => {
    t.same(faults(parse(query).issues), [[place, code]])
  })
}

t.test('a route takes the parameters that it names, and no others', async (t) => {
  t.same(faults(parse('locale=de&limit=3&filter[a]=1&include[a][limit]=1', ['locale']).issues), [
    ['limit', 'unknown_parameter'],
    ['filter', 'unknown_parameter'],
    ['include', 'unknown_parameter'],
  ])
})

t.test('all faults are told at once', async (t) => {
  t.same(faults(parse('limit=x&count=y&foo=1').issues), [
    ['limit', 'wrong_type'],
    ['count', 'wrong_type'],
    ['foo', 'unknown_parameter'],
  ])
})

t.test('a JSON body holds the same parameters, with their JSON types', async (t) => {
  const { request } = parseJson({
    locale: 'de',
    select: ['title', 'slug'],
    sort: '-title',
    limit: 3,
    count: true,
    filter: { or: [{ title: 'a' }, { stars: { gt: 3 } }] },
  })
  t.match(request, {
    locale: 'de',
    select: ['title', 'slug'],
    sort: [{ path: 'title', descending: true }],
    limit: 3,
    count: true,
    filter: { kind: 'or' },
  })
  t.same(faults(parseJson({ limit: '3', count: 'true', seq: 1.5, locale: 1, select: [1], foo: 1 }).issues), [
    ['limit /limit', 'wrong_type'],
    ['count /count', 'wrong_type'],
    ['seq /seq', 'wrong_type'],
    ['locale /locale', 'wrong_type'],
    ['select /select', 'wrong_type'],
    ['foo /foo', 'unknown_parameter'],
  ])
  for (const body of [null, [], 'x', 3]) t.match(parseJson(body).issues, [{ code: 'wrong_type' }])
})

t.test('logic nests to five levels and a filter has a hundred parts; beyond that nothing is looked at', async (t) => {
  const nested = (levels: number): object => (levels === 0 ? { title: 'a' } : { not: nested(levels - 1) })
  t.equal(parseJson({ filter: nested(5) }).issues, undefined)
  t.match(parseJson({ filter: nested(6) }).issues, [{ code: 'query_too_large' }])
  t.match(parseJson({ filter: nested(10_000) }).issues, [{ code: 'query_too_large' }])
  t.match(parse(`filter=${'{"not":'.repeat(1_000)}{}${'}'.repeat(1_000)}`).issues, [{ code: 'query_too_large' }])
  t.match(parse(`filter${'[not]'.repeat(6)}[title]=a`).issues, [{ code: 'query_too_large' }])
  t.match(parse(`filter${'[not]'.repeat(500)}[title]=a`).issues, [{ code: 'query_too_large' }])
  const many = (count: number) => ({ or: Array.from({ length: count }, () => ({ title: 'a' })) })
  t.equal(parseJson({ filter: many(99) }).issues, undefined)
  t.match(parseJson({ filter: many(100) }).issues, [{ code: 'query_too_large' }])
})

t.test('no query string makes the parser throw, and what it takes it can plan or refuse', async () => {
  const piece = fc.constantFrom(
    'filter',
    'include',
    'select',
    'sort',
    '[',
    ']',
    '[]',
    '[or]',
    '[0]',
    '[title]',
    '[author.name]',
    '[eq]',
    '[in]',
    '[__proto__]',
    '=',
    '&',
    ',',
    '{',
    '"',
    ':',
    '}',
    'null',
    '%5B',
    '%',
    '-',
    '.',
    '*',
    'now-7d',
    '\u0000',
    '\ud800',
    'é',
  )
  const text = fc.oneof(
    fc.array(piece, { maxLength: 20 }).map((pieces) => pieces.join('')),
    fc.string(),
  )
  fc.assert(
    fc.property(text, (query) => {
      const { plan, issues } = ask(query)
      return (plan === undefined) !== (issues === undefined) && (issues === undefined || issues.length > 0)
    }),
    { numRuns: 3_000 },
  )
})

t.test('no JSON body makes the parser throw', async () => {
  const name = fc.constantFrom(
    'filter',
    'or',
    'and',
    'not',
    'title',
    'author.name',
    'eq',
    'in',
    'include',
    'select',
    'sort',
    '__proto__',
    'limit',
  )
  const body = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 5 },
      fc.constantFrom(null, true, 1, -0, 1.5, '', 'a', '\u0000'),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(name, tie('value'), { maxKeys: 4 }),
    ),
  }))
  fc.assert(
    fc.property(fc.dictionary(name, body.value), (parameters) => {
      const { plan, issues } = ask(parameters)
      return (plan === undefined) !== (issues === undefined)
    }),
    { numRuns: 3_000 },
  )
})
