import t from 'tap'
import { contractSite, keepsRows, type Row } from './contract-site.ts'

const finds = (says: string, query: string, keys: string): Row => ({ says, ask: `/entries/article?${query}`, keys })
const refuses = (says: string, query: string, parameter: string, code: string): Row => ({
  says,
  ask: `/entries/article?${query}`,
  issue: [parameter, code],
})
const one = (says: string, query: string, has: unknown): Row => ({ says, ask: `/entries/article/alpha?${query}`, has: { data: has } })
const address = (key: string, type = 'person') => ({ _ref: `#${key}`, _type: type })

const system = ['_id', '_type', '_locale', '_revision', '_publishedAt', '_firstPublishedAt', '_updatedAt']

/** Shapes of entries and lists, in the order of the contract. */
const shapes: Row[] = [
  {
    says: 'a list has no offset and no total by itself',
    ask: '/entries/agency?select=name',
    has: { page: { limit: 20, next: null, total: undefined, offset: undefined } },
  },
  { says: '`offset` is echoed when sent', ask: '/entries/article?offset=0', has: { page: { offset: 0 } } },
  { says: '`total` only with `count=true`', ask: '/entries/article?count=true&limit=1', has: { page: { total: 4, limit: 1 } } },
  { says: '… whatever the paging', ask: '/entries/article?count=true&limit=1&offset=3', has: { page: { total: 4 } } },
  { says: '… `count=false`', ask: '/entries/article?count=false', has: { page: { total: undefined } } },
  one('kinds as they are', '', {
    ...{ _id: '#a', _type: 'article', _locale: 'en', _revision: 1, _seq: undefined },
    ...{
      _publishedAt: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/,
      title: 'Alpha',
      rating: 5,
      price: '2.00',
      stock: '9007199254740993',
      weight: 0.5,
    },
    ...{ isNew: true, day: '2026-01-01', at: '2026-01-01T08:00:00.000Z', colour: 'blue', moods: ['calm', 'loud'], data: { a: 1 } },
    ...{
      spot: { lat: 52.52, lng: 13.405 },
      author: address('ada'),
      people: [address('jo'), address('acme', 'agency')],
      memo: null,
      related: [],
    },
    cover: {
      ...{ _id: '#wide', filename: 'wide.png', mimeType: 'image/png', width: 3, height: 2, alt: null, caption: null },
      ...{ focalPoint: null, thumbhash: /^[A-Za-z0-9+/]{8,60}=*$/, duration: null },
    },
    ...{ body: [{ _type: 'block' }], seo: { heading: 'Seo', rank: 7, who: address('jo') }, secret: undefined },
    parts: [
      { _key: /./, heading: 'One', rank: 1, who: address('ada') },
      { _key: /./, heading: 'Two', who: null },
    ],
    sections: [
      { _key: /./, _block: 'card', heading: 'One' },
      { _key: /./, _block: 'quote', words: 'be brief' },
    ],
  }),
  {
    says: 'every readable field is always there',
    ask: '/entries/article/none?omit=key,slug',
    has: {
      data: {
        ...{ title: null, rating: null, price: null, stock: null, isNew: null, day: null, at: null, colour: null, moods: [], data: null },
        ...{
          body: [],
          spot: null,
          cover: null,
          pictures: [],
          author: null,
          people: [],
          memo: null,
          related: [],
          seo: null,
          parts: [],
          sections: [],
        },
      },
    },
  },
  { says: 'absent targets: null, or left out', ask: '/entries/article/beta', has: { data: { people: [address('ada'), address('jo')] } } },
  { says: '… included or not', ask: '/entries/article/beta?include=people', has: { data: { people: [{ name: 'Ada' }, { name: 'Jo' }] } } },
  { says: '… unreadable ones', ask: '/entries/article/gamma?include=author', has: { data: { author: null, memo: null } } },
  { says: 'an unreadable type can’t be included', ask: '/entries/article?include=memo', has: { data: [{}, {}, {}, {}] } },
  // select and omit.
  {
    says: 'select gives all `_` members and what is named',
    ask: '/entries/person/ada?select=name',
    exact: undefined,
    has: { data: { name: 'Ada', age: undefined, _revision: 1 } },
  },
  {
    says: '… with any `_` member only those named',
    ask: '/entries/person/ada?select=name,_id',
    exact: { data: { _id: '#ada', name: 'Ada' } },
  },
  {
    says: '… in the model’s order',
    ask: '/entries/person/ada?select=age,_type,name,_id',
    exact: { data: { _id: '#ada', _type: 'person', name: 'Ada', age: 36 } },
  },
  {
    says: 'omit leaves out',
    ask: '/entries/person/ada?omit=age,slug,mentor',
    has: { data: { name: 'Ada', age: undefined, _updatedAt: /./ } },
  },
  refuses('select with omit is 400', 'select=title&omit=rating', 'omit', 'conflicting_parameters'),
  refuses('select of an unknown field', 'select=nothing', 'select', 'unknown_field'),
  refuses('… of an unreadable one: the same', 'select=secret', 'select', 'unknown_field'),
  refuses('`author.name` needs `include=author`', 'select=author.name', 'select', 'not_included'),
  {
    says: '… and with it',
    ask: '/entries/article/alpha?select=author.name,_id&include=author',
    has: { data: { author: { name: 'Ada', age: undefined } } },
  },
  {
    says: 'it restricts the top level too',
    ask: '/entries/article/alpha?select=author.name,_id&include=author',
    has: { data: { title: undefined } },
  },
  // include.
  one('an included reference is the entry', 'include=author', { author: { _id: '#ada', _type: 'person', name: 'Ada', mentor: null } }),
  one('`*` is every readable reference at that level', 'include=*', {
    author: { name: 'Ada' },
    people: [{ name: 'Jo', mentor: address('ada') }, { city: 'Oslo' }],
    seo: { who: { name: 'Jo' } },
    parts: [{ who: { name: 'Ada' } }, { who: null }],
    sections: [{ who: { name: 'Ada' } }, {}],
  }),
  one('`*.*` goes one further', 'include=*.*', { people: [{ mentor: { name: 'Ada' } }, {}] }),
  one('inside components', 'include=parts.who', { parts: [{ who: { name: 'Ada' } }, {}], author: address('ada') }),
  one('inside blocks', 'include=sections.card.who', { sections: [{ who: { name: 'Ada' } }, {}] }),
  one('… by a `*` behind its name', 'include=sections.card.*', { sections: [{ who: { name: 'Ada' } }, {}], author: address('ada') }),
  one('options per path: limit', 'include[people][limit]=1', { people: [{ name: 'Jo' }] }),
  one('… sort', 'include[people][sort]=name', { people: [{ name: 'Acme' }, { name: 'Jo' }] }),
  one('… filter', 'include[people][filter][name]=Jo', { people: [{ name: 'Jo' }] }),
  one('… select', 'include[people][select]=name,_id', { people: [{ name: 'Jo', age: undefined, _type: undefined }, { name: 'Acme' }] }),
  refuses('… limit ≤ 250', 'include[people][limit]=251', 'include[people][limit]', 'out_of_range'),
  refuses('… an unknown option', 'include[people][colour]=1', 'include[people][colour]', 'unknown_parameter'),
  refuses('what is no reference can’t be included', 'include=title', 'include', 'not_a_reference'),
  refuses('an unknown path', 'include=nothing', 'include', 'unknown_field'),
  { says: 'include up to depth 5', ask: '/entries/person?include=mentor.mentor.mentor.mentor.mentor' },
  { says: '… not 6', ask: '/entries/person?include=mentor.mentor.mentor.mentor.mentor.mentor', status: 400, code: 'query_too_large' },
  // dedupe.
  {
    says: 'dedupe: `{ data, included }`, references stay addresses',
    ask: '/entries/article/alpha?include=author,people&dedupe=true&select=author,people,_id',
    has: {
      data: { author: address('ada'), people: [address('jo'), address('acme', 'agency')] },
      included: { '#ada': { name: 'Ada' }, '#jo': { mentor: address('ada') }, '#acme': { city: 'Oslo' } },
    },
  },
  // Fallback and languages.
  {
    says: 'by entry along the chain; `_locale` names that',
    ask: '/entries/article/beta?locale=de',
    has: { data: { _locale: 'en', title: 'beta' } },
  },
  { says: 'its own where it is published', ask: '/entries/article/alpha?locale=de', has: { data: { _locale: 'de', title: 'Zeta' } } },
  { says: '`fallback=false` gives 404', ask: '/entries/article/beta?locale=de&fallback=false', status: 404, code: 'not_found' },
  { says: '… or leaves it out', ask: '/entries/article?locale=de&fallback=false', keys: 'a' },
  { says: 'a language without fallback', ask: '/entries/article?locale=fr', keys: '' },
  { says: 'filter and sort act on what is displayed', ask: '/entries/article?locale=de&filter[title]=Zeta', keys: 'a' },
  { says: '…', ask: '/entries/article?locale=de&filter[title]=Alpha', keys: '' },
  { says: '… sort', ask: '/entries/article?locale=de&sort=title&filter[title][null]=false', keys: 'c b a' },
  refuses('an unknown language', 'locale=xx', 'locale', 'unknown_locale'),
]

/** Order, pages and figures. */
const lists: Row[] = [
  finds('text by the root collation; nulls last', 'sort=title', 'c a b none'),
  finds('… in both directions', 'sort=-title', 'b a c none'),
  finds('several keys', 'sort=rating,-price', 'c b a none'),
  finds('enums sort by their options', 'sort=colour', 'b c a none'),
  finds('by fields of references; absent targets last', 'sort=author.name,key', 'a b c none'),
  finds('… descending', 'sort=-author.age,key', 'a b c none'),
  finds('by components', 'sort=seo.rank,key', 'a b c none'),
  finds('decimals by value', 'sort=price', 'a b c none'),
  refuses('sort keys are single-valued', 'sort=people.name', 'sort', 'not_sortable'),
  refuses('… not through repeatables', 'sort=parts.rank', 'sort', 'not_sortable'),
  refuses('… nor lists', 'sort=moods', 'sort', 'not_sortable'),
  refuses('an unknown key', 'sort=nothing', 'sort', 'unknown_field'),
  refuses('≤ 5 sort', 'sort=title,rating,price,stock,day,at', 'sort', 'query_too_large'),
  refuses('`_score` only with search', 'sort=_score', 'sort', 'unknown_field'),
  {
    says: '≤ 50 select',
    ask: `/entries/article?select=${Array.from({ length: 51 }, (_, index) => `f${index}`).join(',')}`,
    status: 400,
    code: 'query_too_large',
  },
  {
    says: '≤ 20 include',
    ask: `/entries/article?include=${Array.from({ length: 21 }, (_, index) => `f${index}`).join(',')}`,
    status: 400,
    code: 'query_too_large',
  },
  { says: 'search ≤ 200 characters', ask: `/entries/article?search=${'x'.repeat(201)}`, status: 400, code: 'query_too_large' },
  // Paging.
  refuses('limit from 1', 'limit=0', 'limit', 'out_of_range'),
  refuses('… to 250', 'limit=251', 'limit', 'out_of_range'),
  { says: '… 250 is fine', ask: '/entries/article?limit=250', has: { page: { limit: 250, next: null } } },
  refuses('offset ≤ 10,000', 'offset=10001', 'offset', 'out_of_range'),
  { says: '… 10,000 is fine', ask: '/entries/article?offset=10000', has: { data: [], page: { offset: 10_000 } } },
  refuses('… with `after` 400', 'offset=1&after=$cursor', 'offset', 'conflicting_parameters'),
  finds('a cursor leads on', 'sort=title&limit=2&after=$cursor', 'b none'),
  { says: '… to another limit too', ask: '/entries/article?sort=title&limit=1&after=$cursor', keys: 'b', has: { page: { next: /./ } } },
  ...[
    'sort=-title',
    'sort=title&filter[rating]=3',
    'sort=title&locale=de',
    'sort=title&seq=$seq',
    'sort=title&fallback=false',
    'sort=title&search=x',
  ].map(
    (query): Row => ({
      says: 'another sort, filter, locale or pin',
      ask: `/entries/article?${query}&after=$cursor`,
      status: 400,
      code: 'cursor_mismatch',
    }),
  ),
  { says: 'another type', ask: '/entries/person?after=$cursor', status: 400, code: 'cursor_mismatch' },
  {
    says: 'other rights',
    ask: '/entries/article?sort=title&after=$cursor',
    headers: { authorization: 'Bearer $content' },
    status: 400,
    code: 'cursor_mismatch',
  },
  ...['nonsense', '$cursorA', '$cursorB', '$cursorC', '$cursorD', '%00', 'x'.repeat(3_000)].map(
    (text): Row => ({ says: 'damaged', ask: `/entries/article?sort=title&after=${text}`, status: 400 }),
  ),
  ...['nonsense', '$cursorA', '$cursorB', '$cursorC', '$cursorD'].map(
    (text): Row => ({ says: 'damaged', ask: `/entries/article?sort=title&after=${text}`, code: 'cursor_invalid' }),
  ),
  // Aggregates.
  {
    says: 'groups and figures; null is a group; exact decimals keep their places',
    ask: '/entries/article?group=rating&aggregate=count,avg(price),sum(price),min(price),max(price)',
    exact: {
      data: [
        { group: { rating: 3 }, count: 2, 'avg(price)': '2.75', 'sum(price)': '5.50', 'min(price)': '2.5', 'max(price)': '3.00' },
        { group: { rating: 5 }, count: 1, 'avg(price)': '2.00', 'sum(price)': '2.00', 'min(price)': '2.00', 'max(price)': '2.00' },
        { group: { rating: null }, count: 1, 'avg(price)': null, 'sum(price)': null, 'min(price)': null, 'max(price)': null },
      ],
      page: { limit: 20, next: null },
    },
  },
  {
    says: 'the example of the contract',
    ask: '/entries/article?aggregate=count,avg(price)',
    exact: { data: [{ count: 4, 'avg(price)': '2.50' }], page: { limit: 20, next: null } },
  },
  { says: 'without `group` one row', ask: '/entries/article?aggregate=count&filter[rating]=99', has: { data: [{ count: 0 }] } },
  {
    says: 'integer sums as strings',
    ask: '/entries/article?aggregate=sum(rating),max(rating),countDistinct(rating)',
    has: { data: [{ 'sum(rating)': '11', 'max(rating)': 5, 'countDistinct(rating)': 2 }] },
  },
  { says: 'sums of bigints', ask: '/entries/article?aggregate=sum(stock)', has: { data: [{ 'sum(stock)': '9007199254740998' }] } },
  ...['sort=title', 'select=title', 'include=author'].map(
    (query): Row => ({ says: 'with `sort select include` 400', ask: `/entries/article?aggregate=count&${query}`, status: 400 }),
  ),
  refuses('up to 3 group paths', 'group=rating,colour,day,isNew', 'group', 'query_too_large'),
  refuses(
    '≤ 10 aggregate',
    `aggregate=count,${['rating', 'weight', 'price', 'stock'].flatMap((name) => [`min(${name})`, `max(${name})`, `sum(${name})`]).join(',')}`,
    'aggregate',
    'query_too_large',
  ),
  refuses('unreadable fields are unknown', 'group=secret', 'group', 'unknown_field'),
  refuses('an unknown parameter', 'colour=red', 'colour', 'unknown_parameter'),
]

t.test('shapes, choices, included entries and languages are what the contract says', async (t) => {
  const site = await contractSite(t)
  t.same(
    Object.keys((await site.ask({ ask: '/entries/person/ada' })).json().data),
    [...system, 'name', 'slug', 'age', 'mentor'],
    'in the model’s order',
  )
  await keepsRows(t, site, shapes)
})

t.test('order, pages and figures are what the contract says', async (t) => {
  const site = await contractSite(t)
  const cursor: string = (await site.ask({ ask: '/entries/article?sort=title&limit=2' })).json().page.next
  const [head, tail] = [cursor.slice(0, 40), cursor.slice(40)]
  Object.assign(site.words, {
    cursor,
    cursorA: cursor.slice(0, -3),
    cursorB: `${cursor}x`,
    cursorC: `${head}${tail.startsWith('A') ? 'B' : 'A'}${tail.slice(1)}`,
    cursorD: `x${cursor}`,
  })
  await keepsRows(t, site, lists)
})
