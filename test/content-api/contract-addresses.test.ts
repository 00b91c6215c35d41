import { publishEntry, saveEntry } from '@verso/core'
import t from 'tap'
import { aPublishedEntry } from '../support/builders.ts'
import { contractSite, keepsRows, type Row } from './contract-site.ts'

const refuses = (says: string, ask: string, parameter: string, code: string): Row => ({ says, ask, issue: [parameter, code] })
const missing = (says: string, ask: string): Row => ({ says, ask, status: 404, code: 'not_found' })

/** Addresses: singles, one, many, and what lives at a path. */
const addresses: Row[] = [
  { says: '`entries/{type}` of a single type is 400', ask: '/entries/home', status: 400 },
  { says: 'a single has an address of its own', ask: '/singles/home', has: { data: { title: 'Home' } } },
  { says: '… others have none there', ask: '/singles/article', status: 400 },
  missing('an unknown type', '/entries/nothing'),
  missing('… to the public an unreadable one is the same', '/entries/memo'),
  missing('… by its id', '/entries/memo/#memo'),
  missing('a component is no type of entries', '/entries/card'),
  { says: 'by id', ask: '/entries/person/#ada', has: { data: { name: 'Ada' } } },
  { says: 'by slug', ask: '/entries/person/ada', has: { data: { _id: '#ada' } } },
  missing('a draft', '/entries/person/#ghost'),
  missing('… by its slug', '/entries/person/ghost'),
  missing('an id of another type', '/entries/person/#a'),
  missing('a UUID spelled otherwise', '/entries/person/$upper'),
  {
    says: '`ids=` in that order, absent ones left out',
    ask: '/entries?ids=#jo,#ghost,#a,#memo,#ada',
    has: { data: [{ _id: '#jo' }, { _id: '#a' }, { _id: '#ada' }] },
  },
  { says: '… UUIDs spelled otherwise are absent', ask: '/entries?ids=$upper,#jo', has: { data: [{ _id: '#jo' }] } },
  { says: '… takes `locale`', ask: '/entries?ids=#a&locale=de', has: { data: [{ title: 'Zeta' }] } },
  { says: '… `select`', ask: '/entries?ids=#ada&select=name,_id', has: { data: [{ name: 'Ada', age: undefined }] } },
  { says: '… `include`', ask: '/entries?ids=#a&include=author', has: { data: [{ author: { name: 'Ada' } }] } },
  { says: '… `seq`', ask: '/entries?ids=#ada&seq=0', has: { data: [] } },
  ...[
    'fallback=false',
    'filter[name]=x',
    'sort=name',
    'limit=2',
    'offset=1',
    'count=true',
    'omit=name',
    'search=x',
    'dedupe=true',
    'richText=html',
    'sourceMap=true',
    'at=2020-01-01',
    'group=name',
    'highlight=true',
    'type=person',
  ].map((query): Row => refuses('… only', `/entries?ids=#ada&${query}`, /^\w+/.exec(query)?.[0] ?? '', 'unknown_parameter')),
  { says: '100 ids', ask: `/entries?ids=${Array.from({ length: 100 }, (_, index) => `x${index}`).join(',')}`, has: { data: [] } },
  {
    says: '… not 101',
    ask: `/entries?ids=${Array.from({ length: 101 }, (_, index) => `x${index}`).join(',')}`,
    status: 400,
    code: 'query_too_large',
  },
  { says: '… not none', ask: '/entries?ids=', status: 400 },
  { says: '… nor without', ask: '/entries', status: 400 },
  {
    says: 'an old slug is 404 `moved` with `movedTo`',
    ask: '/entries/person/joe',
    status: 404,
    code: 'moved',
    has: { movedTo: { id: '#jo', slug: 'jo' } },
  },
  {
    says: 'resolve: `/slug`',
    ask: '/resolve?path=/ada',
    exact: { data: { id: '#ada', type: 'person', locale: 'en', path: '/ada', slug: 'ada', moved: false } },
  },
  {
    says: '… an old slug answers with the present one',
    ask: '/resolve?path=/joe',
    has: { data: { id: '#jo', slug: 'jo', path: '/jo', moved: true } },
  },
  { says: '… optional `type`', ask: '/resolve?path=/ada&type=person', has: { data: { id: '#ada' } } },
  missing('… nothing there', '/resolve?path=/nobody'),
  missing('… an unreadable one', '/resolve?path=/memo'),
  {
    says: '… several types: 409 with candidates',
    ask: '/resolve?path=/twice',
    status: 409,
    code: 'conflict',
    has: { candidates: [{ type: /./ }, { type: /./ }] },
  },
  {
    says: 'media: what a readable publication shows, by id',
    ask: '/media?count=true',
    has: { data: [{ _id: '#firstFile', filename: /\.(png|jpg)$/ }, { _id: '#secondFile' }], page: { limit: 20, next: null, total: 2 } },
    header: { 'cache-tag': 'm-#firstFile,m-#secondFile', 'verso-seq': /./ },
  },
  { says: '… one of them', ask: '/media/#wide', has: { data: { _id: '#wide', filename: 'wide.png', width: 3 } } },
  { says: '… in pages', ask: '/media?limit=1', has: { data: [{ _id: '#firstFile' }], page: { limit: 1, next: /./ } } },
  { says: '… by cursor', ask: '/media?limit=1&after=$file', has: { data: [{ _id: '#secondFile' }], page: { next: null } } },
  { says: '… by offset', ask: '/media?offset=1', has: { data: [{ _id: '#secondFile' }], page: { offset: 1 } } },
  { says: '… of another state', ask: '/media?seq=0', has: { data: [] } },
  { says: '… cursors of another state', ask: '/media?seq=1&after=$file', code: 'cursor_mismatch' },
  { says: '… damaged', ask: '/media?after=x', code: 'cursor_invalid' },
  refuses('… no more than that', '/media?filter[filename]=x', 'filter', 'unknown_parameter'),
  refuses('… a language that there isn’t', '/media?locale=xx', 'locale', 'unknown_locale'),
  {
    says: 'one file, with every member',
    ask: '/media/#tall?locale=de',
    has: { data: { _id: '#tall', url: /./, mimeType: 'image/jpeg', width: 10, height: 20, alt: null, caption: null } },
  },
  missing('… spelled otherwise', '/media/x'),
  { says: '`/model` has what the reader may see, with `modelHash`', ask: '/model', has: { data: { modelHash: /./ } } },
]

/** Sync and events. */
const following: Row[] = [
  {
    says: 'sync: items of entries',
    ask: '/sync?types=agency',
    has: { items: [{ kind: 'entry', op: 'put', entry: { _id: '#acme' } }], next: null, position: /./ },
  },
  {
    says: '… one item per entry and locale really published',
    ask: '/sync?types=article&filter[key]=a',
    has: { items: [{ entry: { _locale: 'en' } }, { entry: { _locale: 'de' } }] },
  },
  { says: '… by locale', ask: '/sync?types=article&locale=de', has: { items: [{ entry: { _id: '#a', _locale: 'de' } }] } },
  refuses('`filter` only with exactly one type', '/sync?types=person,agency&filter[name]=x', 'filter', 'conflicting_parameters'),
  refuses('an unreadable type is an unknown one', '/sync?types=memo', 'types', 'unknown_type'),
  {
    says: 'kinds',
    ask: '/sync?kinds=media,redirects,model&types=person',
    has: {
      items: [
        { kind: 'model', op: 'put' },
        { kind: 'redirect', op: 'put' },
      ],
    },
  },
  { says: 'follow with `next` alone', ask: '/sync?next=$next&limit=1', status: 400 },
  { says: '… to the end', ask: '/sync?next=$next', has: { items: [{}], next: null, position: /./ } },
  { says: 'the delta of no change', ask: '/sync?from=$position', has: { items: [], next: null, position: /./ } },
  { says: 'events: `next` is the last number examined', ask: '/events?after=$seq', has: { events: [] } },
  refuses('events: `limit` from 1', '/events?limit=0', 'limit', 'out_of_range'),
  refuses('… to 250', '/events?limit=251', 'limit', 'out_of_range'),
  { says: '… one', ask: '/events?limit=1', has: { next: 1 } },
]

t.test('addresses and following are what the contract says', async (t) => {
  const site = await contractSite(t)
  const { ctx, ids, words } = site
  for (const [index, slug] of ['joe', 'jo'].entries()) {
    await saveEntry(ctx, ids.jo ?? '', { fields: { slug }, baseRevision: index + 1 })
    await publishEntry(ctx, ids.jo ?? '')
  }
  words.seq = String(await ctx.store.log.seq())
  words.upper = (ids.ada ?? '').toUpperCase()
  words.next = (await site.ask({ ask: '/sync?types=person&limit=1' })).json().next
  // Files stand by their ids, which are random here.
  const [firstFile = '', secondFile = ''] = [ids.wide ?? '', ids.tall ?? ''].sort()
  Object.assign(ids, { firstFile, secondFile })
  words.file = (await site.ask({ ask: '/media?limit=1' })).json().page.next
  words.position = (await site.ask({ ask: '/sync?types=agency' })).json().position
  await keepsRows(t, site, following)
  for (const type of ['person', 'agency']) await aPublishedEntry(ctx, { name: 'Twice', slug: 'twice' }, type)
  await keepsRows(t, site, addresses)
})
