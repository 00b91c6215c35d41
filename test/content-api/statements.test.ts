import { createEntry, publishEntry } from '@verso/core'
import t from 'tap'
import { aContext, aType } from '../support/builders.ts'
import { contentServer } from '../support/content-server.ts'
import { statementsOf } from '../support/statements-of.ts'
import { testStore } from '../support/test-store.ts'

const cells = {
  bySlug: '/entries/article/article-1?include=author,categories',
  list: '/entries/article?sort=-_publishedAt&limit=20&include=author,categories',
  filterAndSort: '/entries/article?filter[categories.slug]=news&sort=-_publishedAt&limit=20&include=author,categories',
  count: '/entries/article?filter[categories.slug]=news&limit=2&count=true',
}

t.test('a read takes one statement, and none where its answer is kept', async (t) => {
  const ctx = await aContext(await testStore(t))
  const slugged = (name: string) => ({
    name,
    publicRead: true,
    titleField: 'name',
    slugField: 'slug',
    fields: [
      { name: 'name', kind: 'text' },
      { name: 'slug', kind: 'slug' },
    ],
  })
  await aType(ctx, slugged('author'))
  await aType(ctx, slugged('category'))
  await aType(ctx, {
    name: 'article',
    publicRead: true,
    slugField: 'slug',
    fields: [
      { name: 'title', kind: 'text' },
      { name: 'slug', kind: 'slug' },
      { name: 'author', kind: 'reference', to: ['author'] },
      { name: 'categories', kind: 'reference', to: ['category'], many: true },
    ],
  })
  const publish = async (type: string, fields: Record<string, unknown>) => {
    const { row } = await createEntry(ctx, { type, fields })
    await publishEntry(ctx, row.id)
    return { _ref: row.id }
  }
  const author = await publish('author', { name: 'Ada', slug: 'ada' })
  const categories = [await publish('category', { name: 'News', slug: 'news' }), await publish('category', { name: 'Sea', slug: 'sea' })]
  for (const number of [1, 2, 3]) await publish('article', { title: `Article ${number}`, slug: `article-${number}`, author, categories })

  const plain = await contentServer(t, ctx, { cacheBytes: 0 })
  const warm = await contentServer(t, ctx, { cacheBytes: 0, fragmentBytes: 1024 * 1024 })
  const kept = await contentServer(t, ctx)
  for (const [cell, path] of Object.entries(cells)) {
    for (const { get } of [plain, warm, kept]) for (let times = 0; times < 5; times += 1) t.equal((await get(path)).statusCode, 200)
    const statements = {
      plain: await leastOf(() => plain.get(path)),
      warm: await leastOf(() => warm.get(path)),
      kept: await leastOf(() => kept.get(path)),
    }
    t.same(statements, { plain: 1, warm: 1, kept: 0 }, cell)
  }

  const before = (await warm.get(cells.count)).json().page.total
  await publish('article', { title: 'One more', slug: 'one-more', author, categories })
  t.same([before, (await warm.get(cells.count)).json().page.total], [3, 4], 'a total is counted again when its type has moved')
})

/** Of some tries: once a second it is asked anew what everyone may read. */
async function leastOf(run: () => Promise<unknown>): Promise<number> {
  const counts: number[] = []
  for (let tries = 0; tries < 4; tries += 1) counts.push(await statementsOf(run))
  return Math.min(...counts)
}
