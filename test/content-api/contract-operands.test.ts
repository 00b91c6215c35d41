import t from 'tap'
import { contractSite, keepsRows, type Row } from './contract-site.ts'

const list = (query: string) => `/entries/article?sort=key&${query}`
const finds = (says: string, query: string, keys: string): Row => ({
  says,
  ask: list(query),
  keys,
})
const refuses = (says: string, query: string, parameter: string, code: string): Row => ({
  says,
  ask: list(query),
  issue: [parameter, code],
})
const json = (filter: unknown) => `filter=${encodeURIComponent(JSON.stringify(filter))}`

/** How operands are written, how addresses are, and how much of it there may be. */
const rows: Row[] = [
  // Operands in URLs.
  finds('integer', 'filter[rating]=-3', ''),
  ...['3.0', '%2B3', '1e1', '0x3', '%203', 'three'].map((text) =>
    refuses('an integer is `-?\\d+`', `filter[rating]=${text}`, 'filter[rating]', 'wrong_type'),
  ),
  finds('booleans', 'filter[isNew]=true', 'a'),
  ...['1', 'yes', 'TRUE'].map((text) => refuses('booleans are `true|false`', `filter[isNew]=${text}`, 'filter[isNew]', 'wrong_type')),
  finds('datetime with any offset', 'filter[at]=2026-01-01T10:00:00%2B02:00', 'a'),
  finds('a bare date is midnight UTC', 'filter[at]=2026-02-01', 'b'),
  finds('relative', 'filter[at][lt]=now', 'a b'),
  finds('… with a unit', 'filter[at][gt]=now-9y', 'a b'),
  ...['now-', 'now-1', 'now-1x', 'now-100000d', 'now%2B1D', 'Now'].map((text) =>
    refuses('relative is `now([+-]\\d{1,5}(s|m|h|d|w|M|y))?`', `filter[at][gt]=${text}`, 'filter[at][gt]', 'wrong_type'),
  ),
  finds('bigint beyond doubles', 'filter[stock]=9007199254740993', 'a'),
  finds('… not its neighbour', 'filter[stock]=9007199254740992', ''),
  finds('decimals by value', 'filter[price]=2.500', 'b'),
  finds('colours by value', 'filter[paint]=%23FFFFFF', 'a'),
  {
    says: 'in JSON by JSON type',
    ask: list(json({ rating: { gt: 3 } })),
    keys: 'a',
  },
  {
    says: '… text is no number',
    ask: list(json({ rating: { gt: '3' } })),
    issue: ['filter', 'wrong_type', '/rating/gt'],
  },
  {
    says: '… text is no boolean',
    ask: list(json({ isNew: 'true' })),
    issue: ['filter', 'wrong_type', '/isNew'],
  },
  {
    says: '… a number is no text',
    ask: list(json({ title: 5 })),
    issue: ['filter', 'wrong_type', '/title'],
  },
  {
    says: 'bigint as strings',
    ask: list(json({ stock: '9007199254740993' })),
    keys: 'a',
  },
  {
    says: '… not as numbers',
    ask: list(json({ stock: 5 })),
    issue: ['filter', 'wrong_type', '/stock'],
  },
  {
    says: 'decimal as strings',
    ask: list(json({ price: { in: ['2', '3'] } })),
    keys: 'a c',
  },
  {
    says: '… not as numbers',
    ask: list(json({ price: { gt: 2 } })),
    issue: ['filter', 'wrong_type', '/price/gt'],
  },
  {
    says: 'lists are lists',
    ask: list(json({ rating: { in: '3,5' } })),
    issue: ['filter', 'wrong_type', '/rating/in'],
  },
  // URL.
  finds('brackets may be encoded', 'filter%5Brating%5D%5Bgt%5D=3', 'a'),
  refuses('a key given twice', 'filter[rating]=3&filter[rating]=3', 'filter[rating]', 'duplicate_parameter'),
  refuses('… also a plain one', 'limit=3&limit=3', 'limit', 'duplicate_parameter'),
  refuses('… also in two spellings', 'filter[rating]=3&filter%5Brating%5D=3', 'filter[rating]', 'duplicate_parameter'),
  refuses('unbalanced brackets', 'filter[rating=3', 'filter[rating', 'malformed'),
  refuses('… closing ones', 'filter]rating[=3', 'filter]rating[', 'malformed'),
  refuses('`filter[…]` beside `filter=`', `filter[rating]=3&${json({ key: 'b' })}`, 'filter', 'duplicate_parameter'),
  refuses('invalid UTF-8', 'filter[title]=%ff', 'filter[title]', 'malformed'),
  refuses('a path is in one bracket', 'filter[author][name]=Ada', 'filter[author][name]', 'unknown_operator'),
  refuses('an unknown operator', 'filter[title][foo]=x', 'filter[title][foo]', 'unknown_operator'),
  finds('a quantifier and a further condition', 'filter[people][any][name][eq]=Jo', 'a b'),
  refuses('indexes are 0–99', 'filter[or][100][rating]=3', 'filter[or][100]', 'malformed'),
  finds('… 99 is one', 'filter[or][99][rating]=3', 'b c'),
  finds('a comma separates values', 'filter[rating][in]=3,5', 'a b c'),
  finds('… of `between`', 'filter[rating][between]=4,5', 'a'),
  finds('… and is text elsewhere', 'filter[notes]=one,%20two', 'a'),
  finds('values that hold a comma go as `op[]=`', 'filter[notes][in][]=one,%20two&filter[notes][in][]=x', 'a'),
  finds('… or JSON', json({ notes: { in: ['one, two'] } }), 'a'),
  finds('`in=` matches nothing', 'filter[rating][in]=', ''),
  refuses('`hasAll` of nothing', 'filter[moods][hasAll]=', 'filter[moods][hasAll]', 'empty_operand'),
  ...[
    'rating',
    'isNew',
    'at',
    'day',
    'price',
    'colour',
    'author',
    'cover',
    'rating][gt',
    'title][gt',
    'title][between',
    'moods][hasAny',
    'rating][null',
  ].map(
    (path): Row => ({
      says: 'other empty operands',
      ask: list(`filter[${path}]=`),
      status: 400,
      has: { issues: [{ parameter: `filter[${path}]` }] },
    }),
  ),
  ...['contains', 'startsWith', 'endsWith', 'icontains', 'istartsWith', 'iendsWith'].flatMap((name): Row[] => [
    {
      ...refuses('never widen', `filter[title][${name}]=`, `filter[title][${name}]`, 'empty_operand'),
      code: 'empty_operand',
    },
  ]),
  ...['filter=', 'filter=%7B%7D', json({ or: [] }), json({ not: {} }), json({ and: [] }), json({ not: { or: [] } })].map(
    (query): Row => ({
      says: 'empty operands never widen',
      ask: list(query),
      code: 'empty_operand',
      status: 400,
    }),
  ),
  // Limits.
  finds('200 operands', `filter[rating][in]=${Array.from({ length: 200 }, (_, index) => index).join(',')}`, 'a b c'),
  {
    ...refuses(
      'not 201',
      `filter[rating][in]=${Array.from({ length: 201 }, (_, index) => index).join(',')}`,
      'filter[rating][in]',
      'query_too_large',
    ),
    code: 'query_too_large',
  },
  {
    says: '100 nodes',
    ask: '/query/article',
    body: { filter: { or: Array.from({ length: 99 }, () => ({ rating: 5 })) } },
    has: { data: [{ key: 'a' }] },
  },
  {
    says: 'not 101',
    ask: '/query/article',
    body: {
      filter: { or: Array.from({ length: 101 }, () => ({ rating: 5 })) },
    },
    status: 400,
    code: 'query_too_large',
  },
  finds('depth 5', 'filter[not][not][not][not][not][rating]=5', 'b c none'),
  {
    says: 'not 6',
    ask: list('filter[not][not][not][not][not][not][rating]=5'),
    status: 400,
    code: 'query_too_large',
  },
  {
    says: 'a path of depth 5',
    ask: list('filter[author.mentor.mentor.mentor.name]=Ada'),
    keys: '',
  },
  {
    says: '… not of 6',
    ask: list('filter[author.mentor.mentor.mentor.mentor.name]=Ada'),
    status: 400,
    code: 'query_too_large',
  },
  {
    says: 'operands of 1,000 characters',
    ask: list(`filter[title]=${'x'.repeat(1_000)}`),
    keys: '',
  },
  {
    says: '… not more',
    ask: list(`filter[title]=${'x'.repeat(1_001)}`),
    status: 400,
    code: 'query_too_large',
  },
  {
    says: 'long ones by POST',
    ask: '/query/article',
    body: { filter: { author: { eq: '#ada' } } },
    has: { data: [{ key: 'a' }] },
  },
  {
    says: 'faults point into JSON',
    ask: '/query/article',
    body: { filter: { or: [{ title: { foo: 'x' } }] } },
    issue: ['filter', 'unknown_operator', '/filter/or/0/title/foo'],
  },
]

t.test('operands, addresses and limits are what the contract says', async (t) => {
  await keepsRows(t, await contractSite(t), rows)
})
