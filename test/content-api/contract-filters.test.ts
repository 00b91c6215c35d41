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

/** The sentences of the contract about conditions, in its order. */
const rows: Row[] = [
  // Presence.
  finds('`eq=` is the empty string for text', 'filter[title][eq]=', 'c'),
  finds('absent and null are the same', 'filter[rating][null]=true', 'none'),
  finds('a target that isn’t published is absent: null', 'filter[author][null]=true', 'c none'),
  finds('… in filters by id', 'filter[author]=#ghost', ''),
  finds('… in filters by its fields', 'filter[author.name]=Ghost', ''),
  finds('… in filters by its system members', 'filter[author._id][null]=true', 'c none'),
  finds('… in lists', 'filter[people][hasAny]=#ghost', ''),
  finds('a target that isn’t readable is absent', 'filter[memo][null]=true', 'a b c none'),
  refuses('a path into an unreadable type is one into an unknown field', 'filter[memo.title]=Memo', 'filter[memo.title]', 'unknown_field'),
  refuses('an unreadable field is an unknown one', 'filter[secret]=hush', 'filter[secret]', 'unknown_field'),
  refuses('an unknown field', 'filter[nothing]=hush', 'filter[nothing]', 'unknown_field'),
  // Logic.
  finds('`ne` is the exact negation of `eq`', 'filter[rating][ne]=3', 'a none'),
  finds('`nin` is that of `in`', 'filter[rating][nin]=3,4', 'a none'),
  finds('`none` is that of `any`', 'filter[people][none][name]=Jo', 'c none'),
  finds('`not` is two-valued', 'filter[not][rating][gt]=3', 'b c none'),
  finds('`not` of `not`', 'filter[not][not][rating][gt]=3', 'a'),
  finds('every other operator is false on null', 'filter[rating][lte]=100', 'a b c'),
  {
    says: '`eq` with null is 400',
    ask: list(json({ rating: { eq: null } })),
    issue: ['filter', 'wrong_type', '/rating/eq'],
  },
  {
    says: '… in short form too',
    ask: list(json({ rating: null })),
    issue: ['filter', 'wrong_type', '/rating'],
  },
  finds('a path through a to-many means some item', 'filter[people.name]=Jo', 'a b'),
  finds('… through a repeatable too', 'filter[parts.rank]=2', 'a b'),
  finds('two conditions need not hold of one item', 'filter[parts.heading]=One&filter[parts.rank]=2', 'a b'),
  finds('`any` binds them to one', 'filter[parts][any][heading]=One&filter[parts][any][rank]=2', 'b'),
  finds('`all` is true on an empty list', 'filter[parts][all][heading]=One', 'b c none'),
  finds('`none` is true on an empty list', 'filter[parts][none][heading]=Two', 'b c none'),
  finds('`any` is false on an empty list', 'filter[parts][any][heading][ne]=Nothing', 'a b'),
  finds('a negation through a to-many: no item has it', 'filter[people.name][ne]=Ada', 'a c none'),
  finds('and-ed', 'filter[rating]=3&filter[colour]=red', 'b'),
  finds('`or`', 'filter[or][0][rating]=5&filter[or][1][colour]=green', 'a c'),
  finds('`and` in `or`', 'filter[or][0][and][0][rating]=3&filter[or][0][and][1][colour]=red&filter[or][1][key]=a', 'a b'),
  finds('or the whole as JSON', json({ or: [{ title: { contains: 'lph' } }, { rating: 3 }] }), 'a b c'),
  // Order of text in comparisons.
  finds('text compares by the root collation, not by code point', 'filter[title][lt]=beta', 'a c'),
  finds('… without folding case', 'filter[title]=alpha', ''),
  finds('`i…` fold case', 'filter[title][ieq]=ALPHA', 'a'),
  finds('`% _ \\ *` are literal', `filter[notes][contains]=${encodeURIComponent('%_\\*')}`, 'c'),
  finds('… each', 'filter[notes][icontains]=%25', 'c'),
  finds('`empty` is null or `""`', 'filter[title][empty]=true', 'c none'),
  finds('… or `[]`', 'filter[moods][empty]=true', 'c none'),
  finds('… or `{}`', 'filter[data][empty]=true', 'b c none'),
  finds('`empty=false`', 'filter[title][empty]=false', 'a b'),
  // Kinds.
  ...[
    'hasAny]=calm,odd|a b',
    'hasAll]=calm,loud|a',
    'any][eq]=odd|b',
    'all][in]=calm,loud|a c none',
    'none][eq]=calm|b c none',
    'empty]=false|a b',
    'null]=true|c none',
  ].map((row) => finds('many enums', `filter[moods][${row.split('|')[0]}`, row.split('|')[1] ?? '')),
  ...['eq]=#ada|a', 'ne]=#ada|b c none', 'in]=#ada,#jo|a b', 'nin]=#ada,#jo|c none', 'null]=false|a b'].map((row) =>
    finds('references by id', `filter[author][${row.split('|')[0]}`, row.split('|')[1] ?? ''),
  ),
  finds('many also `hasAny`', 'filter[people][hasAny]=#ada,#acme', 'a b'),
  finds('many also `hasAll`', 'filter[people][hasAll]=#ada,#jo', 'b'),
  refuses('a reference has no order', 'filter[author][gt]=#ada', 'filter[author][gt]', 'operator_not_allowed'),
  finds('through several target types a path is allowed if any has it', 'filter[people.city]=Oslo', 'a'),
  refuses('… and none otherwise', 'filter[people.size]=1', 'filter[people.size]', 'unknown_field'),
  finds('json has `null`', 'filter[data][null]=false', 'a c'),
  refuses('json has no `eq`', 'filter[data][eq]=1', 'filter[data][eq]', 'operator_not_allowed'),
  finds('location has `null`', 'filter[spot][null]=false', 'a'),
  finds('location has `empty`', 'filter[spot][empty]=true', 'b c none'),
  finds('`near=lat,lng,radius` in km', 'filter[spot][near]=52.5,13.4,5km', 'a'),
  finds('… m', 'filter[spot][near]=52.5,13.4,100m', ''),
  finds('… mi', 'filter[spot][near]=52.5,13.4,2mi', 'a'),
  finds('`within=south,west,north,east`', 'filter[spot][within]=52,13,53,14', 'a'),
  finds('blocks have `null`', 'filter[sections][null]=true', 'c none'),
  finds('blocks have `empty`', 'filter[sections][empty]=false', 'a b'),
  finds('blocks by `sections.<block>.<field>`', 'filter[sections.card.heading]=Two', 'b'),
  finds('… through a reference', 'filter[sections.card.who.name]=Ada', 'a'),
  finds('components by their fields', 'filter[seo.rank][gte]=7', 'a'),
  finds('… through a reference', 'filter[seo.who.mentor.name]=Ada', 'a'),
  finds('a repeatable has `null`', 'filter[parts][null]=true', 'c none'),
  finds('rich text by its plain text', 'filter[body][contains]=Deep%20wat', 'a'),
  finds('media by `_id`', 'filter[cover._id]=#wide', 'a'),
  finds('media by id', 'filter[cover]=#wide', 'a'),
  finds('media by `mimeType`', 'filter[cover.mimeType]=image/png', 'a'),
  finds('… ne', 'filter[cover.mimeType][ne]=image/png', 'b c none'),
  finds('media by `filename`', 'filter[cover.filename][endsWith]=.jpg', 'b'),
  finds('media by `width`', 'filter[cover.width][gte]=10', 'b'),
  finds('media by `height`', 'filter[cover.height][lt]=20', 'a'),
  finds('media by `null`', 'filter[cover][null]=true', 'c none'),
  finds('many media: some item', 'filter[pictures.width]=10', 'a'),
  refuses('media by nothing else', 'filter[cover.bytes][gt]=1', 'filter[cover.bytes][gt]', 'unknown_field'),
]

t.test('conditions are what the contract says', async (t) => {
  await keepsRows(t, await contractSite(t), rows)
})
