import { createLocale } from '@verso/core'
import t, { type Test } from 'tap'
import { aContext, aPublishedEntry, aType } from '../support/builders.ts'
import { contentServer } from '../support/content-server.ts'
import { testStore } from '../support/test-store.ts'

/** Things that differ in every kind; `none` has no value of anything but its name. */
async function aSite(t: Test) {
  const ctx = await aContext(await testStore(t))
  await createLocale(ctx, { code: 'de', label: 'Deutsch', fallback: 'en' })
  await aType(ctx, {
    name: 'tag',
    publicRead: true,
    titleField: 'name',
    slugField: null,
    fields: [
      { name: 'name', kind: 'text' },
      { name: 'rank', kind: 'integer' },
    ],
  })
  await aType(ctx, { name: 'place', publicRead: true, titleField: 'city', slugField: null, fields: [{ name: 'city', kind: 'text' }] })
  await aType(ctx, { name: 'card', kind: 'component', titleField: null, slugField: null, fields: cardFields })
  await aType(ctx, { name: 'quote', kind: 'component', titleField: null, slugField: null, fields: [{ name: 'words', kind: 'text' }] })
  await aType(ctx, { name: 'thing', publicRead: true, titleField: 'name', slugField: null, fields: thingFields })
  const ids: Record<string, string> = {}
  for (const { key, type, fields } of content(ids)) {
    const { entry } = await aPublishedEntry(ctx, resolved(fields, ids), type)
    ids[key] = entry.row.id
  }
  const { get } = await contentServer(t, ctx)
  const names = async (query: string) => {
    const reply = await get(`/entries/thing?sort=name&select=name&${query}`)
    if (reply.statusCode !== 200) throw new Error(`${query}: ${reply.body}`)
    return reply.json().data.map(({ name }: { name: string }) => name)
  }
  return { ctx, get, names, ids }
}

const cardFields = [
  { name: 'heading', kind: 'text' },
  { name: 'rank', kind: 'integer' },
  { name: 'tag', kind: 'reference', to: ['tag'] },
  { name: 'moods', kind: 'enum', many: true, options: ['calm', 'loud'] },
]

const thingFields = [
  { name: 'name', kind: 'text' },
  { name: 'text', kind: 'text', localized: true },
  { name: 'count', kind: 'integer' },
  { name: 'price', kind: 'decimal' },
  { name: 'day', kind: 'date' },
  { name: 'at', kind: 'datetime' },
  { name: 'moods', kind: 'enum', many: true, options: ['calm', 'loud', 'odd'] },
  { name: 'data', kind: 'json' },
  { name: 'spot', kind: 'location' },
  { name: 'body', kind: 'richText' },
  { name: 'tags', kind: 'reference', to: ['tag', 'place'], many: true },
  { name: 'lead', kind: 'reference', to: ['tag'] },
  { name: 'cards', kind: 'component', components: ['card'], many: true },
  { name: 'sections', kind: 'blocks', blocks: ['card', 'quote'] },
]

/** `@key` stands for the id of the entry with that key. */
function content(_ids: Record<string, string>) {
  return [
    { key: 'red', type: 'tag', fields: { name: 'Red', rank: 1 } },
    { key: 'blue', type: 'tag', fields: { name: 'Blue', rank: 2 } },
    { key: 'oslo', type: 'place', fields: { city: 'Oslo' } },
    {
      key: 'a',
      type: 'thing',
      fields: {
        name: 'a',
        text: { en: 'Straße 100%', de: 'ANDERS' },
        count: 1,
        price: '1.50',
        day: '2026-01-01',
        at: '2026-01-01T08:00:00Z',
        moods: ['calm', 'loud'],
        data: {},
        spot: { lat: 52.52, lng: 13.405 },
        body: [{ _type: 'block', children: [{ _type: 'span', text: 'Deep water' }] }],
        tags: [{ _ref: '@red' }, { _ref: '@oslo' }],
        lead: { _ref: '@red' },
        cards: [
          { heading: 'One', rank: 1, tag: { _ref: '@red' }, moods: ['calm'] },
          { heading: 'Two', rank: 2 },
        ],
        sections: [
          { _block: 'card', heading: 'One', rank: 2 },
          { _block: 'quote', words: 'be brief' },
        ],
      },
    },
    {
      key: 'b',
      type: 'thing',
      fields: {
        name: 'b',
        text: { en: 'strasse' },
        count: 5,
        price: '10',
        day: '2026-02-01',
        at: '2026-02-01T08:00:00Z',
        moods: ['odd'],
        data: { x: 1 },
        spot: { lat: 52.4, lng: 13.06 },
        tags: [{ _ref: '@red' }, { _ref: '@blue' }],
        cards: [{ heading: 'One', rank: 2, tag: { _ref: '@blue' }, moods: ['loud'] }],
        sections: [{ _block: 'card', heading: 'Two', rank: 1 }],
      },
    },
    { key: 'c', type: 'thing', fields: { name: 'c', text: { en: '' }, count: 9, spot: { lat: -17, lng: 179.5 }, data: 'x', cards: [] } },
    { key: 'none', type: 'thing', fields: { name: 'none' } },
  ]
}

function resolved(value: unknown, ids: Record<string, string>): Record<string, unknown> {
  const text = JSON.stringify(value).replaceAll(/"@([a-z]+)"/g, (_, key: string) => JSON.stringify(ids[key]))
  return JSON.parse(text)
}

/** What each condition finds; `#key` is an id, and `none` is there where an operator holds for absent values. */
const truths: [string, string][] = [
  ['filter[count][between]=1,5', 'a b'],
  ['filter[count][between]=5,1', ''],
  ['filter[price][between]=1.5,1.5', 'a'],
  ['filter[day][between]=2026-01-02,2026-02-01', 'b'],
  ['filter[at][between]=2026-01-01,2026-01-02', 'a'],
  ['filter[text][startsWith]=Stra', 'a'],
  ['filter[text][startsWith]=stra', 'b'],
  ['filter[text][endsWith]=100%25', 'a'],
  ['filter[text][endsWith]=%25', 'a'],
  ['filter[text][contains]=_', ''],
  ['filter[text][icontains]=STRA', 'a b'],
  ['filter[text][istartsWith]=sTRA', 'a b'],
  ['filter[text][iendsWith]=SSE', 'b'],
  // Only case is folded: ß is no ss.
  ['filter[text][ieq]=STRASSE', 'b'],
  ['filter[text][ieq]=STRAßE%20100%25', 'a'],
  ['locale=de&filter[text][icontains]=anders', 'a'],
  ['filter[text][ne]=strasse', 'a c none'],
  ['filter[text][nin]=strasse', 'a c none'],
  ['filter[text][null]=true', 'none'],
  ['filter[text][empty]=true', 'c none'],
  ['filter[text][empty]=false', 'a b'],
  ['filter[data][null]=true', 'none'],
  ['filter[data][empty]=true', 'a none'],
  ['filter[moods][empty]=true', 'c none'],
  ['filter[cards][empty]=true', 'c none'],
  ['filter[cards.heading][empty]=false', 'a b'],
  ['filter[body][icontains]=WATER', 'a'],
  ['filter[body][empty]=false', 'a'],
  ['filter[moods][hasAny]=calm,odd', 'a b'],
  ['filter[moods][hasAll]=calm,loud', 'a'],
  ['filter[moods][hasAll]=calm,odd', ''],
  ['filter[moods][any][eq]=calm', 'a'],
  ['filter[moods][all][in]=calm,loud', 'a c none'],
  ['filter[moods][all][eq]=calm', 'c none'],
  ['filter[moods][none][eq]=calm', 'b c none'],
  ['filter[tags][hasAny]=#red', 'a b'],
  ['filter[tags][hasAll]=#red,#blue', 'b'],
  ['filter[tags][hasAll]=#red,#oslo', 'a'],
  ['filter[tags][any][name]=Blue', 'b'],
  ['filter[tags][any][eq]=#oslo', 'a'],
  // One of the types lacks the path: a place has no name, and so none that is Red.
  ['filter[tags][all][name][startsWith]=R', 'c none'],
  ['filter[tags][all][city][null]=true', 'b c none'],
  ['filter[tags][none][name]=Blue', 'a c none'],
  ['filter[tags][any][name]=Red&filter[tags][any][rank]=2', ''],
  ['filter[tags.name]=Red&filter[tags.rank]=2', 'b'],
  ['filter[tags][any][and][0][name]=Red&filter[tags][any][and][1][rank]=2', ''],
  ['filter[lead.name][empty]=true', 'b c none'],
  ['filter[lead][empty]=false', 'a'],
  ['filter[lead.name][icontains]=E', 'a'],
  // Two conditions need not hold of one item; behind a quantifier they must.
  ['filter[cards.heading]=One&filter[cards.rank]=2', 'a b'],
  ['filter[cards][any][heading]=One&filter[cards][any][rank]=2', 'b'],
  ['filter[cards][all][heading]=One', 'b c none'],
  ['filter[cards][none][heading]=Two', 'b c none'],
  ['filter[cards][any][tag.name]=Red', 'a'],
  ['filter[cards][any][tag]=#blue', 'b'],
  ['filter[cards][any][tag][null]=true', 'a'],
  ['filter[cards][any][moods][hasAny]=calm', 'a'],
  ['filter[cards][any][moods][any][eq]=loud', 'b'],
  ['filter[sections][any][card.heading]=One', 'a'],
  ['filter[sections][any][card.heading]=Two&filter[sections][any][card.rank]=1', 'b'],
  ['filter[sections][any][card.heading]=One&filter[sections][any][card.rank]=1', ''],
  ['filter[sections][any][quote][null]=false', 'a'],
  ['filter[sections][none][quote.words][contains]=brief', 'b c none'],
  ['filter[spot][near]=52.52,13.405,1km', 'a'],
  ['filter[spot][near]=52.52,13.405,30km', 'a b'],
  ['filter[spot][near]=52.52,13.405,10mi', 'a'],
  ['filter[spot][near]=52.52,13.405,900m', 'a'],
  ['filter[spot][near]=-90,0,20040km', 'a b c'],
  ['filter[spot][within]=52,13,53,13.2', 'b'],
  // A box across the date line.
  ['filter[spot][within]=-20,170,-10,-170', 'c'],
  ['filter[spot][null]=true', 'none'],
  ['filter[not][spot][within]=-90,-180,90,180', 'none'],
  ['filter[not][count][between]=1,5', 'c none'],
  ['filter={"cards":{"any":{"or":[{"rank":2,"heading":"Two"},{"moods":{"hasAll":["loud"]}}]}}}', 'a b'],
]

t.test('every operator finds what it says, also where there is no value', async (t) => {
  const { names, ids } = await aSite(t)
  for (const [query, expected] of truths) {
    const asked = query.replaceAll(/#([a-z]+)/g, (_, key: string) => ids[key] ?? '')
    t.same(
      await names(asked.startsWith('filter={') ? `filter=${encodeURIComponent(asked.slice(7))}` : asked),
      expected.split(' ').filter(Boolean),
      query,
    )
  }
})

const faults: [string, string, string][] = [
  ['filter[count][between]=1', 'filter[count][between]', 'wrong_type'],
  ['filter[count][between]=1,2,3', 'filter[count][between]', 'wrong_type'],
  ['filter[count][between]=', 'filter[count][between]', 'empty_operand'],
  ['filter[count][between]=1,x', 'filter[count][between]', 'wrong_type'],
  ['filter[count][startsWith]=1', 'filter[count][startsWith]', 'operator_not_allowed'],
  ['filter[text][icontains]=', 'filter[text][icontains]', 'empty_operand'],
  ['filter[text][ieq]=', 'filter[text][ieq]', 'empty_operand'],
  ['filter[text][hasAny]=a', 'filter[text][hasAny]', 'operator_not_allowed'],
  ['filter[lead][hasAny]=#red', 'filter[lead][hasAny]', 'operator_not_allowed'],
  ['filter[moods][hasAll]=', 'filter[moods][hasAll]', 'empty_operand'],
  ['filter[text][any][eq]=a', 'filter[text][any]', 'operator_not_allowed'],
  ['filter[lead][any][name]=a', 'filter[lead][any]', 'operator_not_allowed'],
  ['filter[nothing][any][name]=a', 'filter[nothing][any]', 'unknown_field'],
  ['filter[tags][any][nothing]=a', 'filter[tags][any][nothing]', 'unknown_field'],
  ['filter[cards][any][nothing]=a', 'filter[cards][any][nothing]', 'unknown_field'],
  ['filter[cards][any][_id]=a', 'filter[cards][any][_id]', 'unknown_field'],
  ['filter[cards][any][eq]=a', 'filter[cards][any][eq]', 'operator_not_allowed'],
  ['filter[moods][any][name]=a', 'filter[moods][any][name]', 'unknown_field'],
  ['filter[cards][any]=a', 'filter[cards][any]', 'wrong_type'],
  ['filter[spot][eq]=1', 'filter[spot][eq]', 'operator_not_allowed'],
  ['filter[spot][near]=52,13', 'filter[spot][near]', 'wrong_type'],
  ['filter[spot][near]=91,13,1km', 'filter[spot][near]', 'wrong_type'],
  ['filter[spot][near]=52,13,0km', 'filter[spot][near]', 'wrong_type'],
  ['filter[spot][near]=52,13,1ly', 'filter[spot][near]', 'wrong_type'],
  ['filter[spot][within]=2,0,1,0', 'filter[spot][within]', 'out_of_range'],
  ['filter[data][eq]=1', 'filter[data][eq]', 'operator_not_allowed'],
]

t.test('an operator that does not fit is refused with its place', async (t) => {
  const { get, ids } = await aSite(t)
  for (const [query, parameter, code] of faults) {
    const reply = await get(`/entries/thing?${query.replaceAll(/#([a-z]+)/g, (_, key: string) => ids[key] ?? '')}`)
    t.equal(reply.statusCode, 400, query)
    t.match(reply.json().issues, [{ parameter, code }], query)
  }
})
