import { createClient, headings, type RichText, VersoError } from '@verso/client'
import { createMedia, createRedirect, publishEntry, receiveMedia, saveEntry } from '@verso/core'
import { Readable } from 'node:stream'
import sharp from 'sharp'
import t, { type Test } from 'tap'
import { aContext, aPublishedEntry, aType } from '../support/builders.ts'
import { contentServer } from '../support/content-server.ts'
import { testStore } from '../support/test-store.ts'

interface Article {
  title: string
  rating: number | null
  price: string | null
  body: RichText
  '~'?: { localized: never; whole: 'rating' }
}

async function aSite(t: Test) {
  const ctx = await aContext(await testStore(t))
  await aType(ctx, {
    publicRead: true,
    fields: [
      { name: 'title', kind: 'text', required: true },
      { name: 'slug', kind: 'slug', from: ['title'] },
      { name: 'rating', kind: 'integer' },
      { name: 'price', kind: 'decimal' },
      { name: 'body', kind: 'richText' },
      { name: 'picture', kind: 'media' },
    ],
  })
  const { app } = await contentServer(t, ctx)
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  return { ctx, client: createClient<{ article: Article }>({ url }) }
}

async function statusOf(work: Promise<unknown>): Promise<number> {
  return work.then(
    () => 200,
    (error) => (error instanceof VersoError ? error.status : -1),
  )
}

t.test('figures about a type, in groups and in all, of any state', async (t) => {
  const { ctx, client } = await aSite(t)
  t.same((await client.aggregate('article')).data, [{ count: 0 }])
  for (const [rating, price] of [[1, '0.10'], [1, '0.20'], [2, null]] as const) // biome-ignore format: a table
    await aPublishedEntry(ctx, { title: `${rating} ${price}`, rating, price })
  const pinned = await client.pin()
  await aPublishedEntry(ctx, { title: 'Later', rating: 2 })

  const query = { group: ['rating'], aggregate: ['count', 'sum(price)'] } as const
  const rows = [
    { group: { rating: 1 }, count: 2, 'sum(price)': '0.30' },
    { group: { rating: 2 }, count: 2, 'sum(price)': null },
  ]
  const { data, page, seq } = await client.aggregate('article', { ...query, count: true })
  t.same(data, rows)
  t.equal(page.total, 2)
  t.equal(seq, Number(await ctx.store.log.seq()))
  t.same((await pinned.aggregate('article', query)).data[1]?.count, 1)
  const first = await client.aggregate('article', { ...query, limit: 1 })
  const second = await client.aggregate('article', { ...query, limit: 1, after: first.page.next ?? '' })
  t.same([...first.data, ...second.data], rows)
  t.same((await client.aggregate('article', { aggregate: ['sum(rating)'], filter: { price: { null: false } } })).data, [
    { 'sum(rating)': '2' },
  ])
})

t.test('what lives at a path, where it has moved, and where a redirect leads', async (t) => {
  const { ctx, client } = await aSite(t)
  const { id } = (await aPublishedEntry(ctx, { title: 'One' })).entry.row
  t.same(await client.resolve('/one'), { id, type: 'article', locale: 'en', path: '/one', slug: 'one', moved: false })
  const pinned = await client.pin()
  await saveEntry(ctx, id, { fields: { slug: 'uno' }, baseRevision: 1 })
  await publishEntry(ctx, id)
  t.match(await client.resolve('/one', { type: 'article', locale: 'en' }), { id, path: '/uno', moved: true, permanent: true })
  t.match(await pinned.resolve('/one'), { id, path: '/one', moved: false })
  await createRedirect(ctx, { from: '/shop', to: 'https://shop.example.org/?a=1&b=2', permanent: false })
  t.match(await client.resolve('/shop'), { id: null, type: null, path: 'https://shop.example.org/?a=1&b=2', permanent: false })
  t.equal(await statusOf(client.resolve('/nothing')), 404)
  t.equal(await statusOf(client.resolve('nothing')), 400)
})

t.test('files that published entries show: one, a page, all of them at one state', async (t) => {
  const { ctx, client } = await aSite(t)
  const files = await Promise.all(
    ['red', 'green', 'blue'].map(async (background, index) => {
      const picture = await sharp({ create: { width: 3, height: 2, channels: 3, background } })
        .png()
        .toBuffer()
      return receiveMedia(ctx, { stream: Readable.from([picture]), filename: `${index + 1}.png`, declaredType: 'image/png' })
    }),
  )
  const { uploaded } = await createMedia(ctx, files, { alt: { en: 'A picture' } })
  const [first = '', second = '', third = ''] = uploaded.map(({ media }) => media.id)
  for (const id of [first, second]) await aPublishedEntry(ctx, { title: id, picture: { _media: id } })

  t.match(await client.getMedia(first), { _id: first, filename: '1.png', width: 3, alt: 'A picture' })
  t.equal(await statusOf(client.getMedia(third)), 404, 'nothing shows it')
  const { data, page } = await client.listMedia({ limit: 1, count: true, locale: 'en' })
  t.equal(data.length, 1)
  t.equal(page.total, 2)
  const found: string[] = []
  for await (const media of client.allMedia({ limit: 1 })) {
    // Published while it is being read: no part of the state that the reading began at.
    if (found.length === 0) await aPublishedEntry(ctx, { title: 'Meanwhile', picture: { _media: third } })
    found.push(media._id)
  }
  t.same(found.sort(), [first, second].sort())
})

t.test('the headings of a rich text, for a table of contents', async (t) => {
  const { ctx, client } = await aSite(t)
  const markdown = '# Top\n\nWords\n\n## In *two* parts\n\n- # no\n\n###### Deep'
  const { id } = (await aPublishedEntry(ctx, { title: 'Long', body: { markdown } })).entry.row
  const { body } = await client.get('article', id)
  const found = headings(body)
  t.same(
    found.map(({ level, text }) => [level, text]),
    [
      [1, 'Top'],
      [2, 'In two parts'],
      [6, 'Deep'],
    ],
  )
  t.same(
    found.map(({ key }) => body.some(({ _key }) => _key === key)),
    [true, true, true],
  )
  t.same(headings([{ _type: 'block', _key: 'a', style: 'h2', children: [{ text: ' ' }, null, 3] }]), [])
  t.same(headings([]), [])
})
