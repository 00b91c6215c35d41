import { publishEntry, saveEntry } from '@verso/core'
import t from 'tap'
import { aContext, aPublishedEntry, aType } from '../support/builders.ts'
import { contentServer } from '../support/content-server.ts'
import { testStore } from '../support/test-store.ts'

t.test('a read at a moment gives what readers had then', async (t) => {
  const clock = { at: Date.parse('2026-11-01T12:00:00.000Z') }
  const ctx = { ...(await aContext(await testStore(t))), now: () => new Date(clock.at) }
  await aType(ctx, { publicRead: true })
  const { entry } = await aPublishedEntry(ctx, { title: 'First' })
  clock.at += 60_000
  await saveEntry(ctx, entry.row.id, { fields: { title: 'Second' }, baseRevision: entry.row.revision })
  await publishEntry(ctx, entry.row.id)
  clock.at += 60_000
  const { get } = await contentServer(t, ctx)
  const titles = async (query: string) => (await get(`/entries/article?${query}`)).json().data.map(({ title }: { title: string }) => title)

  t.same(await titles('at=2026-11-01T11:59:59.999Z'), [])
  t.same(await titles('at=2026-11-01T12:00:00.000Z'), ['First'], 'the moment itself counts')
  t.same(await titles('at=2026-11-01T13:00:30%2B01:00'), ['First'], 'with any offset')
  t.same(await titles('at=2026-11-01T12:01:00Z'), ['Second'])
  t.same(await titles('at=2026-11-01'), [], 'a date is its midnight')
  const one = await get(`/entries/article/${entry.row.id}?at=2026-11-01T12:00:30Z`)
  t.match(one.json(), { data: { title: 'First' } })
  t.match(one.headers['cache-control'], /must-revalidate/, 'a moment may still get a later event')
  t.equal((await get('/entries/article?seq=1')).headers['cache-control'], 'public, max-age=86400, immutable')

  const faults: [string, string][] = [
    ['at=2030-01-01T00:00:00Z', 'out_of_range'],
    ['at=yesterday', 'wrong_type'],
    ['at=2026-11-01T12:00:00Z&seq=1', 'conflicting_parameters'],
  ]
  for (const [query, code] of faults) {
    const reply = await get(`/entries/article?${query}`)
    t.equal(reply.statusCode, 400, query)
    t.match(reply.json().issues, [{ parameter: 'at', code }], query)
  }
})
