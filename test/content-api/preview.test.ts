import {
  addReleaseItems,
  createEntry,
  createRelease,
  createSchedule,
  publishEntry,
  publishRelease,
  saveEntry,
  trashEntry,
  unpublishEntry,
} from '@verso/core'
import t from 'tap'
import { aPublishedEntry } from '../support/builders.ts'
import { previewSite } from './preview-site.ts'

const someId = '01890000-0000-7000-8000-000000000000'

t.test('what is not public takes a preview token, whatever is asked of it', async (t) => {
  const site = await previewSite(t)
  const { ctx, get } = site
  await aPublishedEntry(ctx, { title: 'Ann', slug: 'ann' }, 'person')
  const { row: release } = await createRelease(ctx, { name: 'Soon' })

  for (const path of ['/entries/person', '/entries/person/ann', `/entries?ids=${someId}`, '/singles/person', '/resolve?path=/ann']) {
    for (const perspective of ['drafts', `release:${release.id}`, `release:${someId}`]) {
      for (const token of [site.content, '']) {
        const { status, body } = await get(`${path}${path.includes('?') ? '&' : '?'}perspective=${perspective}`, token)
        t.same([status, JSON.parse(body).code], [403, 'needs_preview_token'], `${path} ${perspective}`)
      }
    }
    const toCome = await get(`${path}${path.includes('?') ? '&' : '?'}at=2099-01-01`, site.content)
    t.equal(toCome.status, 400, path)
  }
  t.equal((await get('/entries/person?perspective=published', site.content)).status, 200)
  const faults = [
    'perspective=mine',
    'perspective=',
    'perspective=release:x',
    'perspective=drafts&seq=1',
    'perspective=drafts&at=2099-01-01',
    `perspective=release:${release.id}&at=2020-01-01`,
  ]
  for (const query of faults) t.equal((await get(`/entries/person?${query}`)).status, 400, query)
  t.equal((await get(`/entries/person?perspective=release:${someId}`)).status, 404)
})

t.test('drafts are shown as if they were published, also those that are not ready for it, and nobody may keep them', async (t) => {
  const { ctx, get } = await previewSite(t)
  const ann = await createEntry(ctx, { type: 'person', fields: { title: 'Ann', slug: 'ann' } })
  const news = await aPublishedEntry(ctx, { title: { en: 'Old' }, slug: { en: 'old' }, author: { _ref: ann.row.id } }, 'article')
  await saveEntry(ctx, news.entry.row.id, { fields: { title: { en: 'New', de: 'Neu' }, slug: { en: 'new' } }, baseRevision: 1 })
  const binned = await createEntry(ctx, { type: 'person', fields: { title: 'Bin' } })
  await trashEntry(ctx, binned.row.id)
  const twin = await createEntry(ctx, { type: 'person', fields: { title: 'Twin', slug: 'ann' } })

  const people = await get('/entries/person?perspective=drafts&count=true&sort=title')
  t.match(JSON.parse(people.body), { data: [{ title: 'Ann', _revision: 1 }, { title: 'Twin' }], page: { total: 2 } })
  t.equal(people.headers['cache-control'], 'private, no-store')
  const one = await get('/entries/article/new?perspective=drafts&include=author&sourceMap=true')
  t.match(JSON.parse(one.body), {
    data: { title: 'New', _revision: 2, author: { title: 'Ann' } },
    sourceMap: { [news.entry.row.id]: { title: { locale: 'en', revision: 2 } } },
  })
  t.match(JSON.parse((await get('/entries/article/new?perspective=drafts&locale=de')).body), { data: { title: 'Neu', _locale: 'de' } })
  const old = await get('/entries/article/old?perspective=drafts')
  t.match(JSON.parse(old.body), { status: 404, code: 'moved', movedTo: { slug: 'new' } })
  t.equal(old.headers['cache-control'], 'no-store')
  t.equal((await get(`/entries/person/${binned.row.id}?perspective=drafts`)).status, 404)
  t.equal((await get('/entries/person/ann?perspective=drafts')).status, 200, 'one of both; publishing decides who has the slug')
  t.equal((await get(`/entries/person/${twin.row.id}?perspective=drafts`)).status, 200)

  const published = await get('/entries/article/old?include=author')
  t.match(
    JSON.parse(published.body),
    { data: { title: 'Old', author: null } },
    'without a perspective a preview token reads what is public',
  )
  t.match(String(published.headers['cache-control']), /^private, max-age=0/)
  await saveEntry(ctx, ann.row.id, { fields: { title: 'Anne' }, baseRevision: 1 })
  const again = await get('/entries/article/new?perspective=drafts&include=author')
  t.match(JSON.parse(again.body), { data: { author: { title: 'Anne' } } }, 'the next look sees the next save')
})

t.test('a cursor goes through drafts once, and not into what is public', async (t) => {
  const { ctx, get } = await previewSite(t)
  for (let index = 0; index < 5; index += 1) {
    const { row } = await createEntry(ctx, { type: 'person', fields: { title: `P${index}` } })
    if (index % 2 === 0) await publishEntry(ctx, row.id)
  }
  const titles: string[] = []
  let after = ''
  for (;;) {
    const page = JSON.parse((await get(`/entries/person?perspective=drafts&sort=-_publishedAt&limit=2${after}`)).body)
    titles.push(...page.data.map(({ title }: { title: string }) => title))
    if (page.page.next === null) break
    after = `&after=${page.page.next}`
  }
  t.same(titles.toSorted(), ['P0', 'P1', 'P2', 'P3', 'P4'])
  t.match(JSON.parse((await get(`/entries/person?sort=-_publishedAt&limit=2${after}`)).body), { code: 'cursor_mismatch' })
})

t.test('releases are laid on what is public in the order in which they are named', async (t) => {
  const { ctx, get } = await previewSite(t)
  const ids = await Promise.all(
    ['a', 'b', 'c'].map(async (title) => (await aPublishedEntry(ctx, { title, slug: title }, 'person')).entry.row.id),
  )
  const [a = '', b = '', c = ''] = ids
  await saveEntry(ctx, a, { fields: { title: 'a2' }, baseRevision: 1 })
  await saveEntry(ctx, a, { fields: { title: 'a3' }, baseRevision: 2 })
  const release = async (...items: Parameters<typeof addReleaseItems>[2]) => {
    const { row } = await createRelease(ctx, { name: 'One' })
    await addReleaseItems(ctx, row.id, items)
    return row.id
  }
  const pinned = await release({ entryId: a, action: 'publish', revision: 2 }, { entryId: b, action: 'unpublish' })
  const newest = await release({ entryId: a, action: 'publish' }, { entryId: b, action: 'publish' }, { entryId: c, action: 'trash' })
  const titles = async (perspective: string) =>
    JSON.parse((await get(`/entries/person?sort=title&perspective=${perspective}`)).body).data.map(({ title }: { title: string }) => title)

  t.same(await titles('published'), ['a', 'b', 'c'])
  t.same(await titles(`release:${pinned}`), ['a2', 'c'])
  t.same(await titles(`release:${newest}`), ['a3', 'b'])
  t.same(await titles(`release:${pinned},release:${newest}`), ['a3', 'b'])
  t.same(await titles(`release:${newest},${pinned}`), ['a2'], 'what is in the trash by then is not there to be published')
  t.same(await titles('drafts'), ['a3', 'b', 'c'])

  await saveEntry(ctx, b, { fields: { title: 'b2' }, baseRevision: 1 })
  t.same(await titles(`release:${newest}`), ['a3', 'b2'], 'without a revision it is the draft as it is')
  await addReleaseItems(ctx, pinned, [{ entryId: c, action: 'unpublish' }])
  t.same(await titles(`release:${pinned}`), ['a2'])
  await publishRelease(ctx, newest)
  t.same(await titles(`release:${newest}`), ['a3', 'b2'], 'one that was published adds nothing')
})

t.test('a moment to come has all that is planned until then, each at its time', async (t) => {
  const { ctx, get } = await previewSite(t)
  const { entry } = await aPublishedEntry(ctx, { title: 'one', slug: 'one' }, 'person')
  const id = entry.row.id
  await saveEntry(ctx, id, { fields: { title: 'two' }, baseRevision: 1 })
  await createSchedule(ctx, id, { action: 'publish', at: '2099-01-02T10:00:00Z', revision: 2 })
  await createSchedule(ctx, id, { action: 'unpublish', at: '2099-01-03T10:00:00Z' })
  const { row } = await createRelease(ctx, { name: 'Later', publishAt: '2099-01-04T10:00:00Z' })
  await saveEntry(ctx, id, { fields: { title: 'three' }, baseRevision: 2 })
  await addReleaseItems(ctx, row.id, [{ entryId: id, action: 'publish' }])
  const at = async (moment: string, more = '') => JSON.parse((await get(`/entries/person?at=${moment}${more}`)).body).data

  t.match(await at('2099-01-02T09:59:59Z'), [{ title: 'one' }])
  t.match(await at('2099-01-02T10:00:00Z'), [{ title: 'two', _publishedAt: '2099-01-02T10:00:00.000Z' }], 'the moment itself counts')
  t.same(await at('2099-01-03T12:00:00Z'), [])
  t.match(await at('2099-01-05'), [
    { title: 'three', _publishedAt: '2099-01-04T10:00:00.000Z', _firstPublishedAt: '2026-11-01T12:00:00.000Z' },
  ])
  t.match(await at('2099-01-03', `&perspective=release:${row.id}`), [{ title: 'three' }], 'with releases that are named on top')
  t.match(await at('2099-01-05', '&filter[_publishedAt][gte]=now-2d'), [{ title: 'three' }], 'that moment is now')
  t.same(await at('2099-01-08', '&filter[_publishedAt][gte]=now-2d'), [])
  t.equal((await get('/entries/person?at=2099-01-05')).headers['cache-control'], 'private, no-store')
  await unpublishEntry(ctx, id)
  t.match(await at('2099-01-02T12:00:00Z'), [{ title: 'two' }])
})
