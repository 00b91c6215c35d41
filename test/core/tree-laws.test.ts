import { randomInt } from 'node:crypto'
import { bodyText, createEntry, moveEntry, publishEntry, Refusal, resolvePath, saveEntry, unpublishEntry } from '@verso/core'
import fc from 'fast-check'
import t from 'tap'
import { aContext, aType } from '../support/builders.ts'
import { testStore } from '../support/test-store.ts'
import { pages, plainTree, type Step } from './plain-tree.ts'

const slugs = ['a', 'b', 'c']

const page = fc.nat({ max: pages - 1 })
const slug = fc.constantFrom(...slugs)
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ act: fc.constant('rename' as const), page, slug }) },
  { weight: 4, arbitrary: fc.record({ act: fc.constant('publish' as const), page, slug }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('unpublish' as const), page, slug }) },
  { weight: 3, arbitrary: fc.record({ act: fc.constant('move' as const), page, parent: fc.option(page), slug }) },
)

t.test('after any history each path leads to whoever had it last, wherever it is now, and so it stays for pinned reads', async (t) => {
  const store = await testStore(t)
  const ctx = await aContext(store)
  const seed = Number(process.env.VERSO_SEED ?? randomInt(2 ** 31))
  t.comment(`VERSO_SEED=${seed}`)
  let runs = 0

  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 30 }), async (steps) => {
      runs += 1
      const type = `page${runs}`
      await aType(ctx, { name: type, tree: true, publicRead: true, titleField: null, fields: [{ name: 'slug', kind: 'slug' }] })
      const ids: string[] = []
      for (let index = 0; index < pages; index += 1) ids.push((await createEntry(ctx, { type, fields: { slug: `p${index}` } })).row.id)
      const plain = plainTree()
      const seen: { seq: bigint; answers: ReturnType<typeof plain.answers> }[] = []
      for (const move of steps) {
        t.equal(await really(move, ids), plain.run(move), JSON.stringify(move))
        seen.push({ seq: await store.log.seq(), answers: plain.answers() })
      }
      const heads = await store.publications.heads(ids)
      const expected = plain.paths().flatMap((path, index) => (path === null ? [] : [[ids[index], path]]))
      t.same(heads.map((head) => [head.entryId, head.path]).sort(), expected.sort())
      for (const { seq, answers } of [seen[Math.floor(seen.length / 2)], seen.at(-1)].filter((one) => one !== undefined)) {
        for (const { path, index, present } of answers)
          t.same(await told(type, path, seq), index === null ? null : [ids[index], present, path !== present], path)
      }
      return t.passing()
    }),
    { seed, numRuns: 8, endOnFailure: true },
  )

  async function really(move: Step, ids: string[]): Promise<boolean> {
    const id = ids[move.page] ?? ''
    try {
      if (move.act === 'publish') await publishEntry(ctx, id)
      if (move.act === 'unpublish') await unpublishEntry(ctx, id)
      if (move.act === 'move') await moveEntry(ctx, id, { parent: move.parent === null ? null : (ids[move.parent] ?? '') })
      if (move.act === 'rename')
        await saveEntry(ctx, id, { fields: { slug: move.slug }, baseRevision: (await store.entries.find(id))?.revision ?? 0 })
      return true
    } catch (error) {
      if (error instanceof Refusal) return false
      throw error
    }
  }

  async function told(type: string, path: string, seq: bigint): Promise<unknown> {
    const { body } = await resolvePath(
      { ...ctx, mediaBase: '', hits: { add: () => undefined } },
      { path, type, viewpoint: [['seq', String(seq)]] },
    )
    if (body === undefined) return null
    const { data } = JSON.parse(bodyText(body))
    return [data.id, data.path, data.moved]
  }
})
