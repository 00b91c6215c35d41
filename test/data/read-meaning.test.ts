import { createStore, type Store } from '@verso/data'
import type { Condition, ReadPlan, SortKey } from '@verso/query'
import fc from 'fast-check'
import pg from 'pg'
import t, { type Test } from 'tap'
import { testDatabase } from '../support/database.ts'
import { articleCondition, articleSort, world, type WorldEntry } from './arbitraries.ts'
import { aLibrary, aPlan, article, draftOf, noon, publishIn, readableTypeIds } from './library.ts'
import { holds, inOrder } from './plain-loop.ts'
import { draftRows, publishedRows } from './plain-world.ts'

const queries = fc.array(fc.tuple(articleCondition, articleSort), { minLength: 30, maxLength: 30 })
// A failure is told as it came: shrinking would write a hundred worlds more.
const runs = { numRuns: 5, endOnFailure: true }

t.test('a published read gives what a plain loop over the data gives, in one language and along a chain', async (t) => {
  const { store, become } = await changingLibrary(t)
  await fc.assert(
    fc.asyncProperty(world, queries, async (entries, asked) => {
      await become(entries)
      for (const chain of [['en'], ['de', 'en']]) {
        const rows = publishedRows(entries, { chain, readableTypeIds, publishedAt: noon.toISOString() })(article.id)
        for (const [where, sort] of asked)
          await sameAsLoop(t, {
            where,
            sort,
            rows,
            read: (plan) => store.reads.published({ ...plan, locales: chain }, { readableTypeIds }),
          })
      }
    }),
    runs,
  )
})

t.test('what a type that may not be read would show is absent in conditions and orders', async (t) => {
  const { store, become } = await changingLibrary(t)
  await fc.assert(
    fc.asyncProperty(world, queries, async (entries, asked) => {
      await become(entries)
      const rows = publishedRows(entries, { chain: ['en'], readableTypeIds: [article.id], publishedAt: noon.toISOString() })(article.id)
      for (const [where, sort] of asked)
        await sameAsLoop(t, { where, sort, rows, read: (plan) => store.reads.published(plan, { readableTypeIds: [article.id] }) })
    }),
    { ...runs, numRuns: 3 },
  )
})

t.test('a pinned read gives what the read gave when that was the present state', async (t) => {
  const { store, become } = await changingLibrary(t)
  await fc.assert(
    fc.asyncProperty(world, world, queries, async (before, after, asked) => {
      await become(before)
      const at = await store.log.seq()
      const rows = publishedRows(before, { chain: ['en'], readableTypeIds, publishedAt: noon.toISOString() })(article.id)
      await store.transaction(async (tx) => {
        await publishIn(
          tx,
          after.flatMap(({ published }) => published.map((doc) => ({ ...doc, revision: 2 }))),
        )
      })
      for (const [where, sort] of asked)
        await sameAsLoop(t, { where, sort, rows, read: (plan) => store.reads.published(plan, { readableTypeIds, at }) })
    }),
    { ...runs, numRuns: 4 },
  )
})

t.test('a read of drafts gives what a plain loop over the drafts gives', async (t) => {
  const { store, become } = await changingLibrary(t)
  await fc.assert(
    fc.asyncProperty(world, queries, async (entries, asked) => {
      await become(entries)
      const rows = draftRows(entries)(article.id)
      const draftable = asked.filter(([, sort]) => !sort.some(({ target }) => target.kind === 'system' && target.column === 'publishedAt'))
      for (const [where, sort] of draftable)
        await sameAsLoop(t, { where, sort, rows, read: (plan) => store.reads.drafts(plan, { trashed: false }) })
    }),
    runs,
  )
})

interface Compared {
  where: Condition
  sort: SortKey[]
  rows: ReturnType<ReturnType<typeof draftRows>>
  read: (plan: ReadPlan) => Promise<{ rows: { id: string }[]; next: ReadPlan['after']; total?: number }>
}

/** The rows in order, their number, and the same rows again page by page. */
async function sameAsLoop(t: Test, { where, sort, rows, read }: Compared): Promise<void> {
  const expected = rows
    .filter((row) => holds(where, row))
    .sort(inOrder(sort))
    .map((row) => row.id)
  const about = JSON.stringify({ where, sort })
  const whole = await read(aPlan(article, { where, sort, count: true }))
  same(
    whole.rows.map((row) => row.id),
    expected,
    about,
  )
  same(whole.total, expected.length, about)
  const walked: string[] = []
  let after: ReadPlan['after'] = null
  do {
    const page = await read(aPlan(article, { where, sort, after, limit: 3 }))
    walked.push(...page.rows.map((row) => row.id))
    after = page.next
  } while (after !== null)
  same(walked, expected, `page by page: ${about}`)
  t.pass()
}

/** Thrown rather than reported, so that fast-check can shrink. */
function same(found: unknown, expected: unknown, about: string): void {
  if (JSON.stringify(found) !== JSON.stringify(expected))
    throw new Error(`${about}\nfound    ${JSON.stringify(found)}\nexpected ${JSON.stringify(expected)}`)
}

/** A library whose content is exchanged for that of one random world after the other. */
async function changingLibrary(t: Test): Promise<{ store: Store; become: (entries: WorldEntry[]) => Promise<void> }> {
  const connectionString = await testDatabase(t)
  const store = await createStore({ connectionString })
  const client = new pg.Client({ connectionString })
  t.teardown(async () => {
    await store.close()
    await client.end()
  })
  await client.connect()
  await aLibrary(store)
  async function become(entries: WorldEntry[]): Promise<void> {
    await client.query('truncate "Entry", "Reference", "UniqueValue", "PublishedTotal" cascade')
    await store.transaction(async (tx) => {
      await tx.entries.createMany(
        entries.map(({ id, draft }) => ({
          entry: { id, typeId: draft.type.id, at: noon, byId: null },
          draft: draftOf(draft),
          kind: 'import' as const,
        })),
      )
      await publishIn(
        tx,
        entries.flatMap(({ published }) => published),
      )
    })
  }
  return { store, become }
}
