import { type Context, createToken, publishEntry, revokeToken, saveEntry, unpublishEntry } from '@verso/core'
import pg from 'pg'
import t from 'tap'
import { aContext, aPublishedEntry, aType } from '../support/builders.ts'
import { contentServer } from '../support/content-server.ts'
import { statementsOf } from '../support/statements-of.ts'
import { databaseOf, storeOn, testStore } from '../support/test-store.ts'

async function aSite(t: import('tap').Test) {
  const store = await testStore(t)
  const ctx = await aContext(store)
  await aType(ctx, { publicRead: true })
  const hello = await aPublishedEntry(ctx, { title: 'Hello', body: 'Some words that are worth a coding. '.repeat(50) })
  const other = await aPublishedEntry(ctx, { title: 'Other' })
  const server = await contentServer(t, ctx)
  return { store, ctx, hello: hello.entry.row.id, other: other.entry.row.id, ...server }
}

const retitle = (ctx: Context, id: string, title: string) => change(ctx, id, { title })

async function change(ctx: Context, id: string, fields: Record<string, unknown>): Promise<void> {
  const entry = await ctx.store.entries.find(id)
  await saveEntry(ctx, id, { fields, baseRevision: entry?.revision ?? 0 })
  await publishEntry(ctx, id)
}

/** The fewest statements of some tries: once a second it is asked anew what everyone may read. */
async function leastOf(run: () => Promise<unknown>): Promise<number> {
  const counts: number[] = []
  for (let tries = 0; tries < 4; tries += 1) counts.push(await statementsOf(run))
  return Math.min(...counts)
}

t.test('what was answered once asks nothing of the database again, whole or unchanged', async (t) => {
  const { get } = await aSite(t)
  for (const path of [
    '/entries/article/hello',
    '/entries/article?sort=title&count=true',
    '/entries/article?seq=3',
    '/model',
    '/openapi.json',
  ]) {
    const first = await get(path)
    const etag = String(first.headers.etag)
    t.equal(await leastOf(() => get(path)), 0, path)
    t.equal((await get(path)).body, first.body)
    t.equal(await leastOf(() => get(path, { 'if-none-match': etag })), 0)
    const unchanged = await get(path, { 'if-none-match': etag })
    t.same([unchanged.statusCode, unchanged.body, unchanged.headers.etag], [304, '', etag])
  }
})

t.test('many who ask at once cost what one costs', async (t) => {
  const { get } = await aSite(t)
  await get('/entries/article/other')
  const alone = await statementsOf(() => get('/entries/article?limit=1'))
  const together = await statementsOf(() => Promise.all(Array.from({ length: 50 }, () => get('/entries/article?limit=2'))))
  t.ok(alone > 0)
  t.equal(together, alone)
})

t.test('a publish is seen by the very next request, and leaves alone what it does not concern', async (t) => {
  const { ctx, get, hello, other } = await aSite(t)
  const title = async (path: string) => (await get(path)).json().data.title
  const titles = async () => (await get('/entries/article?sort=title')).json().data.map((one: { title: string }) => one.title)
  for (const path of ['/entries/article/hello', '/entries/article/other']) await get(path)
  await titles()

  await retitle(ctx, other, 'Another')
  t.equal(await title(`/entries/article/other`), 'Another')
  t.same(await titles(), ['Another', 'Hello'])
  t.equal(await leastOf(() => get('/entries/article/hello')), 0, 'of another entry')

  await unpublishEntry(ctx, hello, {})
  t.equal((await get('/entries/article/hello')).statusCode, 404)
  t.same(await titles(), ['Another'])
})

t.test('a list stays as it is while entries that it does not show change in fields that it does not look at', async (t) => {
  const { ctx, get, hello, other } = await aSite(t)
  const byTitle = '/entries/article?filter[title][startsWith]=Hel'
  const inOrder = '/entries/article?sort=title&limit=1&count=true'
  const published = '/entries/article?sort=-_publishedAt&limit=1'
  for (const path of [byTitle, inOrder, published]) await get(path)

  await change(ctx, other, { body: 'Other words' })
  for (const path of [byTitle, inOrder]) t.equal(await leastOf(() => get(path)), 0, path)
  t.equal((await get(published)).json().data[0]._id, other, 'when something was published is told of every publication')

  await change(ctx, other, { title: 'Hell' })
  t.equal((await get(byTitle)).json().data.length, 2, 'a value that it looks at')
  t.equal((await get(inOrder)).json().data[0]._id, other)
  await change(ctx, hello, { body: 'Shown words' })
  t.equal((await get(byTitle)).json().data.find(({ _id }: { _id: string }) => _id === hello).body, 'Shown words', 'what it shows')
  await aPublishedEntry(ctx, { title: 'Helium' })
  t.equal((await get(byTitle)).json().data.length, 3, 'what comes')
  t.equal((await get(inOrder)).json().page.total, 3)
  await unpublishEntry(ctx, other, {})
  t.equal((await get(byTitle)).json().data.length, 2, 'what goes')
  t.equal((await get(inOrder)).json().page.total, 2)
})

t.test('every answer names the state at which it is still true, and minSeq is met by it', async (t) => {
  const { store, ctx, get, other } = await aSite(t)
  await get('/entries/article/hello')
  await retitle(ctx, other, 'Another')
  const seq = await store.log.seq()
  const kept = await get('/entries/article/hello')
  t.equal(kept.headers['verso-seq'], String(seq))
  t.equal(await leastOf(() => get(`/entries/article/hello?minSeq=${seq}`)), 0)
  t.equal((await get(`/entries/article/hello?minSeq=${seq}&foo=1`)).statusCode, 400)
  t.equal((await get(`/entries/article/hello?minSeq=${seq + 1n}`)).statusCode, 503)
})

t.test('another process follows by itself, also when its listening was cut off', async (t) => {
  const { store, ctx, other } = await aSite(t)
  const elsewhere = await storeOn(t, databaseOf(store))
  const { get } = await contentServer(t, { ...ctx, store: elsewhere })
  const title = async () => (await get('/entries/article/other')).json().data.title
  t.equal(await title(), 'Other')
  await retitle(ctx, other, 'Another')
  while ((await title()) !== 'Another') await new Promise((resolve) => setTimeout(resolve, 5))

  const admin = new pg.Client({ connectionString: databaseOf(store) })
  await admin.connect()
  await admin.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'verso listen' and datname = current_database()",
  )
  await admin.end()
  await retitle(ctx, other, 'Third')
  // It hears of the cut a moment later; from then on it asks for the newest state each time, until it listens again.
  while ((await title()) !== 'Third') await new Promise((resolve) => setTimeout(resolve, 5))
})

t.test('answers in a coding are made once, and have an ETag of their own', async (t) => {
  const { get } = await aSite(t)
  const plain = await get('/entries/article/hello')
  const first = await get('/entries/article/hello', { 'accept-encoding': 'gzip' })
  const second = await get('/entries/article/hello', { 'accept-encoding': 'gzip' })
  t.equal(first.headers['content-encoding'], 'gzip')
  t.ok(first.rawPayload.equals(second.rawPayload))
  t.ok(first.rawPayload.length < plain.rawPayload.length)
  t.equal(first.headers.etag, String(plain.headers.etag).replace(/"$/, '-gzip"'))
})

t.test('what depends on a clock is read each time', async (t) => {
  const { get } = await aSite(t)
  for (const filter of [
    'filter[_publishedAt][lt]=now',
    'filter={"or":[{"_publishedAt":{"between":["2020-01-01","\\u006eow-1d"]}}]}',
    'at=2026-01-01',
  ]) {
    const path = `/entries/article?${filter}`
    t.equal((await get(path)).statusCode, 200, filter)
    t.ok((await leastOf(() => get(path))) > 0, filter)
  }
  await get('/entries/article?filter[title]=knowledge')
  t.equal(await leastOf(() => get('/entries/article?filter[title]=knowledge')), 0)
})

t.test('what one reader was given serves those who may read the same, and nobody else', async (t) => {
  const { ctx, get } = await aSite(t)
  await aType(ctx, { name: 'memo' })
  await aPublishedEntry(ctx, { title: 'Inside' }, 'memo')
  const token = async (name: string, types: string[]) => {
    const made = await createToken(ctx, { name, kind: 'content', types })
    return { id: made.token.id, headers: { authorization: `Bearer ${made.text}` } }
  }
  const [one, two, less] = [await token('one', ['memo']), await token('two', ['memo']), await token('less', ['article'])]
  for (const { headers } of [one, two, less]) await get('/entries/article/other', headers)

  t.equal((await get('/entries/memo?limit=1', one.headers)).statusCode, 200)
  t.equal(await leastOf(() => get('/entries/memo?limit=1', two.headers)), 0)
  t.equal((await get('/entries/memo?limit=1', less.headers)).statusCode, 404)
  t.equal((await get('/entries/memo?limit=1')).statusCode, 404)

  await aPublishedEntry(ctx, { title: 'Inside too' }, 'memo')
  const { next } = (await get('/entries/memo?limit=1', one.headers)).json().page
  t.equal((await get(`/entries/memo?limit=1&after=${next}`, two.headers)).statusCode, 200, 'cursors too')

  await revokeToken(ctx, one.id)
  while ((await get('/entries/memo?limit=1', one.headers)).statusCode === 200) await new Promise((resolve) => setTimeout(resolve, 50))
  t.equal((await get('/entries/memo?limit=1', one.headers)).statusCode, 401)
  t.equal((await get('/entries/memo?limit=1', two.headers)).statusCode, 200)
})
