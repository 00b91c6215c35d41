import t from 'tap'
import { aContext, aPublishedEntry, aType } from '../support/builders.ts'
import { contentServer } from '../support/content-server.ts'
import { testStore } from '../support/test-store.ts'
import { misspellings } from './misspellings.ts'

t.test('of a hundred words as people misspell them at least 95 find what was meant, and hardly any something else', async (t) => {
  const ctx = await aContext(await testStore(t))
  await aType(ctx, { publicRead: true, slugField: null, fields: [{ name: 'title', kind: 'text', searchable: true }] })
  for (const word of new Set(Object.values(misspellings))) await aPublishedEntry(ctx, { title: word })
  const { get } = await contentServer(t, ctx)
  const outcomes: { typed: string; found: string[]; meant: string }[] = []
  for (const [typed, meant] of Object.entries(misspellings)) {
    const { data } = (await get(`/entries/article?search=${encodeURIComponent(typed)}`)).json()
    outcomes.push({ typed, meant, found: data.map(({ title }: { title: string }) => title) })
  }
  const missed = outcomes.filter(({ found, meant }) => !found.includes(meant))
  const mistaken = outcomes.filter(({ found, meant }) => found.some((title) => title !== meant))
  const share = (some: unknown[]) => some.length / outcomes.length
  t.ok(share(missed) <= 0.05, `${missed.length} of ${outcomes.length} find nothing: ${missed.map(({ typed }) => typed).join(', ')}`)
  t.ok(share(mistaken) <= 0.02, `${mistaken.length} find something else: ${JSON.stringify(mistaken)}`)
})
