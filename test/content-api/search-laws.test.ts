import fc from 'fast-check'
import t from 'tap'
import { aContext, aPublishedEntry, aType } from '../support/builders.ts'
import { contentServer } from '../support/content-server.ts'
import { testStore } from '../support/test-store.ts'

const letters = fc.constantFrom(
  ...'abcdefghijklmnopqrstuvwxyzABCßäöüéèêçñøłžğıİşœæ',
  ...'абвгёжзийкщЖЁ',
  ...'αβγδάέήςσΩ',
  ...'אבגדשלום',
  ...'العربيةمك',
  ...'कखगकि',
  ...'東京都庁ひらがなカタカナー',
  ...'กขคงเแ',
  ...'0129½ﬁ²',
  'e\u0301',
  '𝒳',
)
const word = fc.array(letters, { minLength: 1, maxLength: 12 }).map((parts) => parts.join(''))
const between = fc.constantFrom(' ', ', ', '-', '_', '/', "'", '. ', '\n', ' <b>', '&', ' "', '@', ':*')
const text = fc
  .array(fc.tuple(fc.oneof({ weight: 3, arbitrary: word }, fc.constantFrom('the', 'houses', 'running', 'generously', 'of')), between), {
    minLength: 1,
    maxLength: 12,
  })
  .map((parts) => parts.flat().join(''))

t.test('every word of a published text finds it, and so do all of them together', async (t) => {
  const ctx = await aContext(await testStore(t))
  await aType(ctx, { publicRead: true, slugField: null, titleField: null, fields: [{ name: 'text', kind: 'longText', searchable: true }] })
  const { get } = await contentServer(t, ctx)
  const find = async (words: string, id: string) => {
    const query = new URLSearchParams({ search: words, limit: '250', 'filter[_id]': id, highlight: 'true' })
    const reply = await get(`/entries/article?${query.toString()}`)
    return reply.statusCode === 200 ? reply.json().data : reply.body
  }
  const law = fc.asyncProperty(text, async (written) => {
    const { entry } = await aPublishedEntry(ctx, { text: written })
    const words = [...new Set(written.match(/[\p{L}\p{N}\p{M}]+/gu) ?? [])].slice(0, 6)
    const asked = words.flatMap((one) => [one, `${one} `, one.toUpperCase(), `"${one}"`])
    for (const one of [...asked, ...(words.join(' ').length <= 200 && words.length > 0 ? [words.join(' ')] : [])]) {
      const found = await find(one, entry.row.id)
      if (found.length !== 1) throw new Error(`"${one}" doesn’t find ${JSON.stringify(written)}`)
      const { text: extract } = found[0]._highlights
      if (typeof extract !== 'string' || !extract.includes('<mark>') || /<(?!\/?mark>)/.test(extract))
        throw new Error(`"${one}": ${extract}`)
    }
  })
  await fc.assert(law, { numRuns: Number(process.env['RUNS'] ?? 25), seed: Number(process.env['SEED'] ?? Date.now() % 1e9), verbose: 1 })
})
