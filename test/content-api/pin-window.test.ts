import { createToken, publishEntry, saveEntry } from '@verso/core'
import t, { type Test } from 'tap'
import { aContext, anEntry, aPublishedEntry, aType } from '../support/builders.ts'
import { contentServer } from '../support/content-server.ts'
import { testStore } from '../support/test-store.ts'

const hour = 60 * 60 * 1000

/** An article that was "First" at noon and has been "Second" since one o'clock; a day and five hours have gone since. */
async function anOldArticle(t: Test) {
  const clock = { at: Date.parse('2026-11-01T12:00:00.000Z') }
  const ctx = { ...(await aContext(await testStore(t))), now: () => new Date(clock.at) }
  await aType(ctx, { name: 'author', publicRead: true })
  await aType(ctx, {
    publicRead: true,
    slugField: null,
    fields: [
      { name: 'title', kind: 'text' },
      { name: 'by', kind: 'reference', to: ['author'] },
    ],
  })
  const author = await anEntry(ctx, { title: 'Ada' }, 'author')
  await publishEntry(ctx, author.row.id)
  const { entry } = await aPublishedEntry(ctx, { title: 'First', by: { _ref: author.row.id } })
  const first = await ctx.store.log.seq()
  clock.at += hour
  await saveEntry(ctx, entry.row.id, { fields: { title: 'Second' }, baseRevision: entry.row.revision })
  await publishEntry(ctx, entry.row.id)
  const second = await ctx.store.log.seq()
  clock.at += 29 * hour
  const { get, app } = await contentServer(t, ctx, { pinWindowMs: 24 * hour })
  const tokenFor = async (input: Record<string, unknown>) => {
    const { text } = await createToken(ctx, { name: 'site', kind: 'content', ...input } as Parameters<typeof createToken>[1])
    return { authorization: `Bearer ${text}` }
  }
  return { ctx, clock, get, app, tokenFor, first, second, id: entry.row.id }
}

t.test('whoever may read may look back for the pin window; what has been there since is within it, however old it is', async (t) => {
  const { get, tokenFor, first, second, id } = await anOldArticle(t)
  for (const headers of [{}, await tokenFor({ types: ['*'] })]) {
    t.match((await get(`/entries/article?seq=${second}`, headers)).json(), { data: [{ title: 'Second' }] })
    t.equal((await get('/entries/article?at=2026-11-01T17:59:59Z', headers)).statusCode, 403)
    t.match((await get('/entries/article?at=2026-11-01T18:00:00Z', headers)).json(), { data: [{ title: 'Second' }] })
    const further = [
      `/entries/article?seq=${first}`,
      `/entries/article?seq=${first}&aggregate=count`,
      '/entries/article?at=2026-11-01T12:30:00Z',
      `/entries/article/${id}?seq=${first}`,
      `/entries?ids=${id}&seq=${first}`,
      `/media?seq=${first}`,
      `/entries/nothing?seq=${first}`,
      `/graphql?query=${encodeURIComponent(`{ articles(seq: ${first}) { nodes { title } } }`)}`,
    ]
    for (const path of further) {
      const reply = await get(path, headers)
      t.equal(reply.statusCode, 403, path)
      t.match(reply.body, '"history_not_allowed"', path)
      t.notMatch(reply.body, 'First')
    }
  }
})

t.test('a rule with readHistory gives what is older, of its types and their fields alone', async (t) => {
  const { get, tokenFor, first, id } = await anOldArticle(t)
  const rules = [
    { actions: ['read'], types: ['article'], readHistory: true },
    { actions: ['read'], types: ['author'] },
  ]
  const headers = await tokenFor({ rules })
  const old = await get(`/entries/article?seq=${first}&include=by`, headers)
  t.match(old.json(), { data: [{ title: 'First', by: null }] }, 'what it leads to is as old')
  t.match((await get(`/entries/article?include=by`, headers)).json(), { data: [{ title: 'Second', by: { title: 'Ada' } }] })
  t.match((await get(`/entries/article/${id}?seq=${first}`, headers)).json(), { data: { title: 'First' } })
  t.match((await get(`/entries/author?seq=${first}`, headers)).json(), { status: 403, code: 'history_not_allowed' })
})

t.test('an answer that is kept is given no longer than its state is within reach', async (t) => {
  const { ctx, clock, get, second, id } = await anOldArticle(t)
  const path = `/entries/article?seq=${second}`
  t.equal((await get(path)).statusCode, 200)
  await saveEntry(ctx, id, { fields: { title: 'Third' }, baseRevision: 2 })
  await publishEntry(ctx, id)
  clock.at += 23 * hour
  t.equal((await get(path)).statusCode, 200)
  t.equal((await get(path)).statusCode, 200)
  clock.at += 2 * hour
  t.equal((await get(path)).statusCode, 403)
})
