import t from 'tap'
import { aContext, aPublishedEntry, aType } from '../support/builders.ts'
import { contentServer } from '../support/content-server.ts'
import { copiesOf } from '../support/copies.ts'
import { statementsOf } from '../support/statements-of.ts'
import { testStore } from '../support/test-store.ts'

/** Articles of one author; as many more as are asked for. */
async function aMagazine(t: Parameters<typeof testStore>[0], articles: number) {
  const store = await testStore(t)
  const ctx = await aContext(store)
  await aType(ctx, {
    name: 'author',
    publicRead: true,
    titleField: 'name',
    slugField: undefined,
    fields: [{ name: 'name', kind: 'text' }],
  })
  await aType(ctx, {
    name: 'seo',
    kind: 'component',
    titleField: undefined,
    slugField: undefined,
    fields: [{ name: 'score', kind: 'integer' }],
  })
  await aType(ctx, {
    publicRead: true,
    fields: [
      { name: 'title', kind: 'text', indexed: true },
      { name: 'slug', kind: 'slug' },
      { name: 'body', kind: 'longText' },
      { name: 'rating', kind: 'integer' },
      { name: 'tags', kind: 'enum', options: ['a', 'b'], many: true },
      { name: 'seo', kind: 'component', components: ['seo'] },
      { name: 'author', kind: 'reference', to: ['author'] },
    ],
  })
  const author = await aPublishedEntry(ctx, { name: 'Ada' }, 'author')
  const one = await aPublishedEntry(ctx, { title: 'One', slug: 'one', rating: 1, author: { _ref: author.entry.row.id } })
  await copiesOf(
    store,
    one.entry.row.id,
    Array.from({ length: articles - 1 }, () => ({})),
  )
  return { store, server: await contentServer(t, ctx), authorId: author.entry.row.id }
}

t.test('a condition or sort without an index in a large type is told, with what to do about it', async (t) => {
  const { store, server, authorId } = await aMagazine(t, 10_001)
  const noticeOf = async (query: string) => {
    const answer = await server.get(`/entries/article?limit=1&${query}`)
    t.equal(answer.statusCode, 200, query)
    return answer.headers['verso-notice']
  }
  const marked = (what: string) => `${what} has no index in "article", which has more than 10000 entries: mark the field as indexed`
  const never = (what: string) =>
    `${what} has no index in "article", which has more than 10000 entries, and can have none: combine it with a filter by an indexed field`

  t.equal(await noticeOf('filter[rating]=1'), marked('filter by "rating" eq'))
  t.equal(await noticeOf('filter[rating][gt]=1&sort=title'), marked('filter by "rating" gt'))
  t.equal(await noticeOf('sort=-rating'), marked('sort by "rating"'))
  t.equal(
    await noticeOf('filter[seo.score]=1&filter[tags][hasAny]=a'),
    `${marked('filter by "seo.score" eq')}; ${marked('filter by "tags" hasAny')}`,
  )
  t.equal(await noticeOf('filter[body][contains]=x'), never('filter by "body" contains'))
  t.equal(await noticeOf('filter[title][contains]=On'), never('filter by "title" contains'), 'less than three letters in a row')
  t.equal(await noticeOf('filter[body]=x'), never('filter by "body" eq'))
  t.equal(await noticeOf('sort=_updatedAt'), never('sort by "_updatedAt"'))

  t.equal(
    await noticeOf('filter[title][contains]=One&select=_id'),
    'filter by "title" contains has no index in "article", which has more than 10000 entries: the database lacks the extension pg_trgm',
  )
  await store.indexes.reconcile()

  for (const query of [
    '',
    'sort=-_publishedAt',
    'filter[title]=One',
    'filter[title][contains]=One',
    'filter[title][ieq]=ONE&sort=rating',
    'filter[title]=One&sort=rating',
    'filter[title][ne]=One',
    'filter[slug]=one',
    `filter[author]=${authorId}`,
    // The small type is looked through, the large one is asked by the index of references.
    'filter[author.name]=Ada',
    'sort=-title',
  ])
    t.equal(await noticeOf(query), undefined, query)

  t.equal(await noticeOf('filter[rating]=1'), marked('filter by "rating" eq'), 'also from the cache')
  t.equal(
    (await server.get('/entries/article?limit=1&filter[rating]=1', { 'if-none-match': '*' })).headers['verso-notice'],
    marked('filter by "rating" eq'),
  )
  // The least of three, since a server looks at the log now and then by itself.
  const leastOf = async (condition: string) => {
    const counts = []
    for (const value of [12, 13, 14])
      counts.push(await statementsOf(() => server.get(`/entries/article?limit=1&filter[${condition}]=${value}`)))
    return Math.min(...counts)
  }
  t.equal(await leastOf('rating'), await leastOf('title'), 'it costs no statement')
})

t.test('nothing is said of a small type', async (t) => {
  const { server } = await aMagazine(t, 10)
  t.equal((await server.get('/entries/article?filter[rating]=1')).headers['verso-notice'], undefined)
})
