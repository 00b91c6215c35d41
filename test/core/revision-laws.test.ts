import { changeType, type Context, getType, restoreRevision, saveEntry } from '@verso/core'
import type { Store } from '@verso/data'
import { canonicalJson } from '@verso/model'
import fc from 'fast-check'
import t, { type Test } from 'tap'
import { aContext, anEntry, aType } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'
import { storeOn } from '../support/test-store.ts'
import { runSql } from '../support/test-server.ts'

const seed = Number(process.env.VERSO_SEED ?? Date.now() % 2 ** 31)
t.comment(`seed ${seed}`)

const story = 'It was a dark and stormy night. The rain fell in torrents. '.repeat(30)
const stock = ['river', 'naïve', '\u{1f600}', '"quoted"', '\\', '', 'x'.repeat(40), '…', story.slice(0, 90)]
const words = fc.array(fc.constantFrom(...stock), { maxLength: 12 }).map((list) => list.join(' '))
const number = fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }))
const data = fc.dictionary(fc.constantFrom('a', 'b', 'ключ'), fc.oneof(number, words))
const block = words.map((text) => ({ _type: 'block', style: 'normal', children: [{ _type: 'span', text }] }))
const fields = fc.record({ title: words, body: words, data, text: fc.array(block, { maxLength: 6 }) }, { requiredKeys: [] })

/** One step of a history: a save of some fields, a way back, or a change of the model between them. */
const step = fc.oneof(
  { weight: 30, arbitrary: fields.map((changed) => ({ kind: 'save' as const, changed })) },
  { weight: 5, arbitrary: fc.nat(20).map((back) => ({ kind: 'restore' as const, back })) },
  { weight: 1, arbitrary: fc.constant({ kind: 'model' as const }) },
)

async function aWorld(t: Test): Promise<{ store: Store; ctx: Context; url: string }> {
  const url = await testDatabase(t)
  const store = await storeOn(t, url)
  const ctx = await aContext(store)
  await aType(ctx, {
    slugField: null,
    fields: [...['story', 'title', 'body'].map(longText), { name: 'data', kind: 'json' }, { name: 'text', kind: 'richText' }],
  })
  return { store, ctx, url }
}

function longText(name: string) {
  return { name, kind: 'longText' }
}

t.test('any history reads back at every number what was the draft then', async (t) => {
  const { store, ctx, url } = await aWorld(t)
  let added = 0

  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 40 }), async (steps) => {
      const { row } = await anEntry(ctx, { title: 'Begin', story })
      const known = [canonicalJson(row.content)]
      for (const one of steps) {
        if (one.kind === 'save') await saveEntry(ctx, row.id, { fields: one.changed, baseRevision: known.length })
        else if (one.kind === 'restore') await restoreRevision(ctx, row.id, { number: Math.max(1, known.length - one.back) })
        else await addField(ctx, `more${added++}`)
        const entry = await store.entries.find(row.id)
        if (entry?.revision === known.length + 1) known.push(canonicalJson(entry.content))
      }
      t.same(await contentsOf(store, row.id, known.length), known)
    }),
    { seed, numRuns: 12 },
  )

  const { rows } = await runSql(url, 'select count(delta)::int as deltas, count(content)::int as whole from "Revision"')
  t.ok(Number(rows[0]?.deltas) > Number(rows[0]?.whole), `most of history is deltas: ${JSON.stringify(rows[0])}`)
})

t.test('however long the history, each revision is few deltas away from one that is whole', async (t) => {
  const { store, ctx, url } = await aWorld(t)
  const { row } = await anEntry(ctx, { title: 'Long', story })
  const known = [canonicalJson(row.content)]
  for (let number = 1; number < 300; number += 1) {
    const saved = await saveEntry(ctx, row.id, { fields: { title: `Long ${number}` }, baseRevision: number })
    known.push(canonicalJson(saved.row.content))
  }

  t.same(await contentsOf(store, row.id, 300), known)
  const { rows } = await runSql(url, 'select number from "Revision" where content is not null order by 1')
  t.same(rows, [{ number: 1 }, { number: 257 }])
})

t.test('a delta that does not fit is told, never taken for content', async (t) => {
  const { store, ctx, url } = await aWorld(t)
  const { row } = await anEntry(ctx, { title: 'One', story })
  await saveEntry(ctx, row.id, { fields: { title: 'Two' }, baseRevision: 1 })
  await runSql(url, `update "Revision" set content = jsonb_set(content, '{x}', '1') where content is not null`)

  await t.rejects(store.revisions.find(row.id, 2), { message: /doesn't fit/ })
  t.match(await store.revisions.find(row.id, 1), { number: 1 })
})

/** A new version of the model, under which revisions begin to be whole again. */
async function addField(ctx: Context, name: string): Promise<void> {
  const { view } = await getType(ctx, 'article')
  await changeType(ctx, 'article', { input: { fields: [...view.fields, { name, kind: 'text' }] } })
}

async function contentsOf(store: Store, entryId: string, count: number): Promise<string[]> {
  const found: string[] = []
  for (let number = 1; number <= count; number += 1) found.push(canonicalJson((await store.revisions.find(entryId, number))?.content))
  return found
}
