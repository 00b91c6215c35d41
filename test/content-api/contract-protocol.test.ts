import zlib from 'node:zlib'
import { publishEntry, saveEntry } from '@verso/core'
import t from 'tap'
import { contractSite, keepsRows, type Row } from './contract-site.ts'

const bearer = (word: string) => ({ authorization: `Bearer $${word}` })
const refuses = (says: string, ask: string, parameter: string, code: string): Row => ({ says, ask, issue: [parameter, code] })
const missing = (says: string, ask: string): Row => ({ says, ask, status: 404, code: 'not_found' })

/** Points in time. */
const points: Row[] = [
  { says: '`seq=0` is empty', ask: '/entries/article?seq=0', has: { data: [] }, header: { 'verso-seq': '0' } },
  { says: '… for one: absent', ask: '/entries/person/ada?seq=0', status: 404 },
  { says: 'a state that was', ask: '/entries/person/jo?seq=$first', status: 404 },
  {
    says: '… by the slug of then',
    ask: '/entries/person/joe?seq=$first',
    has: { data: { name: 'Joe' } },
    header: { 'verso-seq': '$first' },
  },
  {
    says: 'without a token: immutable',
    ask: '/entries/article?seq=$first',
    header: { 'cache-control': 'public, max-age=86400, immutable' },
  },
  {
    says: 'with a token: private',
    ask: '/entries/article?seq=$first',
    headers: bearer('content'),
    header: { 'cache-control': 'private, max-age=86400, immutable' },
  },
  { says: '`at` is inclusive', ask: '/entries/person/joe?at=$firstAt', has: { data: { name: 'Joe' } } },
  refuses('`at` in the future is 400', '/entries/article?at=2999-01-01', 'at', 'out_of_range'),
  {
    says: '… unless preview',
    ask: '/entries/article?at=2999-01-01',
    headers: bearer('preview'),
    header: { 'cache-control': 'private, no-store' },
  },
  refuses('`seq` with `at` is 400', '/entries/article?seq=1&at=2020-01-01', 'at', 'conflicting_parameters'),
  {
    says: 'a `seq` above the present: 503 `not_yet`',
    ask: '/entries/article?seq=999999',
    status: 503,
    code: 'not_yet',
    header: { 'retry-after': /^\d+$/ },
  },
  { says: '`minSeq` that was seen', ask: '/entries/article?minSeq=$seq' },
  { says: '… and one that wasn’t', ask: '/entries/article?minSeq=999999', status: 503, code: 'not_yet' },
  {
    says: '`now` at a pinned point is that point’s time',
    ask: '/entries/person?seq=$first&filter[_publishedAt][gt]=now-1m&filter[name]=Joe',
    has: { data: [{ name: 'Joe' }] },
  },
  {
    says: '… also by `at`',
    ask: '/entries/person?at=$firstAt&filter[_publishedAt][gt]=now-1m&filter[name]=Joe',
    has: { data: [{ name: 'Joe' }] },
  },
  {
    says: '… in figures',
    ask: '/entries/person?seq=$first&filter[_publishedAt][gt]=now-1m&filter[name]=Joe&aggregate=count',
    has: { data: [{ count: 1 }] },
  },
  { says: '… and in the present it is not', ask: '/entries/person?filter[_publishedAt][gt]=now-1m&filter[name]=Jo', has: { data: [] } },
  { says: 'pinned reads use today’s model', ask: '/entries/person?seq=$first&filter[nothing]=1', status: 400 },
]

// Node has zstd since 22.15.
const codings = ['gzip', 'br', ...('zstdCompress' in zlib ? ['zstd'] : [])]

/** Headers, tokens and methods. */
const protocol: Row[] = [
  {
    says: 'ETag, seq, tags and Vary',
    ask: '/entries/person/jo?include=mentor',
    header: {
      etag: /^"[^"]+"$/,
      'verso-seq': '$seq',
      'cache-tag': 'e-#jo,e-#ada',
      'surrogate-key': 'e-#jo e-#ada',
      vary: /Authorization, Accept-Encoding/,
      'cache-control': 'public, max-age=0, must-revalidate',
      'x-request-id': /./,
    },
  },
  { says: 'media have tags', ask: '/entries/article/beta?select=cover', header: { 'cache-tag': 'e-#b,m-#tall' } },
  { says: '`t-<type>` for each list', ask: '/entries/agency', header: { 'cache-tag': 'e-#acme,t-agency' } },
  {
    says: '… for every type that a condition looked at',
    ask: '/entries/article?filter[author.mentor.name]=Ada&select=key',
    header: { 'cache-tag': 'e-#b,t-person,t-article' },
  },
  { says: '… or a sort', ask: '/entries/agency?select=name&sort=name', header: { 'cache-tag': 'e-#acme,t-agency' } },
  {
    says: '… and on the 404 of an entry',
    ask: '/entries/person/nobody',
    status: 404,
    header: { 'cache-tag': 't-person', 'verso-seq': '$seq', 'cache-control': 'no-store' },
  },
  {
    says: '304',
    ask: '/entries/person/ada',
    headers: { 'if-none-match': '$etag' },
    status: 304,
    header: {
      etag: '$etag',
      'verso-seq': '$seq',
      'cache-tag': 'e-#ada',
      vary: /Authorization/,
      'cache-control': 'public, max-age=0, must-revalidate',
    },
  },
  ...codings.map(
    (coding): Row => ({
      says: 'a coding adds a suffix',
      ask: '/entries/article',
      headers: { 'accept-encoding': coding },
      header: { 'content-encoding': coding, etag: new RegExp(`-${coding}"$`) },
    }),
  ),
  ...['gzip', 'br', 'zstd'].map(
    (coding): Row => ({
      says: '… `If-None-Match` takes any of them',
      ask: '/entries/person/ada',
      headers: { 'if-none-match': `$bare-${coding}"` },
      status: 304,
    }),
  ),
  {
    says: '304 only after rights were checked',
    ask: '/entries/person/ada',
    headers: { 'if-none-match': '$etag', authorization: 'Bearer vct_nothing' },
    status: 401,
  },
  {
    says: 'HEAD carries all headers',
    ask: '/entries/person/ada',
    method: 'HEAD',
    header: { etag: '$etag', 'verso-seq': '$seq', 'cache-tag': 'e-#ada', 'content-length': /^\d+$/ },
  },
  {
    says: 'answers to a token are private',
    ask: '/entries/person/ada',
    headers: bearer('content'),
    header: { 'cache-control': /^private/ },
  },
  {
    says: '4xx are `no-store`',
    ask: '/entries/person?x=1',
    status: 400,
    header: { 'cache-control': 'no-store', 'content-type': /^application\/problem\+json/ },
  },
  {
    says: 'a problem has all of it',
    ask: '/entries/person?x=1',
    status: 400,
    has: {
      type: /./,
      title: /./,
      status: 400,
      code: 'invalid_query',
      instance: /./,
      issues: [{ parameter: 'x', code: 'unknown_parameter', message: /./ }],
    },
  },
  {
    says: 'drafts are `private, no-store`',
    ask: '/entries/person?perspective=drafts',
    headers: bearer('preview'),
    header: { 'cache-control': 'private, no-store' },
  },
  {
    says: '… and show them',
    ask: '/entries/person/ghost?perspective=drafts',
    headers: bearer('preview'),
    has: { data: { name: 'Ghost' } },
  },
  {
    says: '… with a content token 403',
    ask: '/entries/person?perspective=drafts',
    headers: bearer('content'),
    status: 403,
    code: 'needs_preview_token',
  },
  { says: '… with none too', ask: '/entries/person?perspective=drafts', status: 403, code: 'needs_preview_token' },
  { says: '… `published` is for everyone', ask: '/entries/person?perspective=published' },
  {
    says: 'a release of that kind is also 403',
    ask: '/entries/person?perspective=release:#ada',
    headers: bearer('content'),
    status: 403,
    code: 'needs_preview_token',
  },
  ...['Bearer vct_nothing', 'Bearer ', 'Bearer x', 'Basic dTpw', 'Bearer $admin'].map(
    (authorization): Row => ({
      says: 'a present but invalid token is 401',
      ask: '/entries/person',
      headers: { authorization },
      status: 401,
      header: { 'cache-control': 'no-store', 'www-authenticate': /Bearer/ },
    }),
  ),
  { says: 'a `vct_` on the admin API is 401', ask: '/admin/v1/entries', headers: bearer('content'), status: 401 },
  { says: 'a narrow token reads its types', ask: '/entries/person', headers: bearer('narrow'), has: { data: [{}, {}] } },
  { says: 'a token never travels in a query', ask: '/entries/person?access_token=x', status: 400 },
  { says: 'another method: 405 with `Allow`', ask: '/entries/person', body: {}, status: 405, header: { allow: /GET/ } },
  { says: '… of a query', ask: '/query/person', status: 405, header: { allow: 'POST' } },
  missing('no trailing slash', '/entries/person/'),
  missing('paths are case-sensitive', '/Entries/person'),
  missing('types too', '/entries/Person'),
  missing('`%2f`', '/entries%2fperson'),
  {
    says: 'a body takes JSON only',
    ask: '/query/person',
    body: 'x=1',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    status: 415,
  },
  { says: 'JSON that doesn’t parse', ask: '/query/person', body: '{', status: 400 },
  { says: 'duplicate members', ask: '/query/person', body: '{"limit":1,"limit":2}', status: 400, code: 'duplicate_key' },
  { says: 'forbidden members', ask: '/query/person', body: '{"__proto__":{}}', status: 400, code: 'forbidden_key' },
  { says: 'URL 8 KiB', ask: `/entries/person?filter[name]=${'x'.repeat(8_300)}`, status: 414 },
  {
    says: 'CORS',
    ask: '/entries/person',
    headers: { origin: 'https://site.example' },
    header: {
      'access-control-allow-origin': '*',
      'access-control-expose-headers': /ETag.*Verso-Seq.*X-Request-Id.*Retry-After.*Idempotency-Replayed/i,
      'access-control-allow-credentials': null,
    },
  },
  {
    says: '`X-Request-Id` is always the server’s',
    ask: '/entries/person',
    headers: { 'x-request-id': 'mine' },
    header: { 'x-request-id': /^(?!mine)/ },
  },
]

t.test('points in time, headers, tokens and methods are what the contract says', async (t) => {
  const site = await contractSite(t)
  const { ctx, clock, ids, words } = site
  await saveEntry(ctx, ids.jo ?? '', { fields: { name: 'Joe', slug: 'joe' }, baseRevision: 1 })
  await publishEntry(ctx, ids.jo ?? '')
  words.first = String(await ctx.store.log.seq())
  words.firstAt = (await site.ask({ ask: `/events?after=${Number(words.first) - 1}` })).json().events[0].at
  clock.offsetMs += 3_600_000
  await saveEntry(ctx, ids.jo ?? '', { fields: { name: 'Jo', slug: 'jo' }, baseRevision: 2 })
  await publishEntry(ctx, ids.jo ?? '')
  clock.offsetMs += 3_600_000
  words.seq = String(await ctx.store.log.seq())
  words.etag = String((await site.ask({ ask: '/entries/person/ada' })).headers.etag)
  words.bare = words.etag.slice(0, -1)
  await keepsRows(t, site, [...points, ...protocol])
})
