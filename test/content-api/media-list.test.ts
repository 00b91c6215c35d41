import { randomUUID } from 'node:crypto'
import { addReleaseItems, type Context, createRelease, createToken, publishEntry, saveEntry, unpublishEntry } from '@verso/core'
import t from 'tap'
import { aContext, anEntry, aPublishedEntry, aType } from '../support/builders.ts'
import { nothingSaid } from '../support/nothing-said.ts'
import { contentServer } from '../support/content-server.ts'
import { testStore } from '../support/test-store.ts'

async function aFile(ctx: Context, filename: string): Promise<string> {
  const id = randomUUID()
  const at = ctx.now()
  const file = {
    ...nothingSaid,
    mimeType: 'image/png',
    bytes: 1n,
    sha256: 'x'.repeat(64),
    width: 1,
    height: 1,
    sourceUrl: null,
    alt: {},
    caption: {},
  }
  const row = { ...file, id, revision: 1, filename, createdAt: at, createdById: ctx.actor.id, updatedAt: at }
  await ctx.store.transaction((tx) =>
    tx.log.append({ kind: 'media.changed', byId: null, byKind: 'system', at }, async (seq) => {
      await tx.media.create(row, seq)
      return [{ op: 'media', id, revision: 1 }]
    }),
  )
  return id
}

t.test('whoever may preview is told of files that would be shown, and nobody keeps it', async (t) => {
  const ctx = await aContext(await testStore(t))
  const fields = [
    { name: 'title', kind: 'text' },
    { name: 'cover', kind: 'media' },
  ]
  await aType(ctx, { slugField: null, publicRead: true, fields })
  await aType(ctx, { name: 'memo', slugField: null, fields })
  const [now, next, fresh, released, memo] = await Promise.all(['now', 'next', 'fresh', 'released', 'memo'].map((name) => aFile(ctx, name)))
  const { entry } = await aPublishedEntry(ctx, { title: 'One', cover: { _media: now } })
  await saveEntry(ctx, entry.row.id, { fields: { cover: { _media: next } }, baseRevision: 1 })
  await anEntry(ctx, { title: 'Two', cover: { _media: fresh } })
  await anEntry(ctx, { title: 'Memo', cover: { _media: memo } }, 'memo')
  const other = await aPublishedEntry(ctx, { title: 'Three' })
  await saveEntry(ctx, other.entry.row.id, { fields: { cover: { _media: released } }, baseRevision: 1 })
  const release = await createRelease(ctx, { name: 'Spring' })
  await addReleaseItems(ctx, release.row.id, [{ entryId: other.entry.row.id, action: 'publish' }])
  const { get } = await contentServer(t, ctx)
  const token = async (kind: 'preview' | 'content', types: string[]) => {
    const { text } = await createToken(ctx, { name: `${kind} ${types}`, kind, types, expiresAt: null })
    return { authorization: `Bearer ${text}` }
  }
  const [preview, content] = [await token('preview', ['article']), await token('content', ['article'])]
  const told = async (query: string, headers: Record<string, string>) => {
    const reply = await get(`/media?count=true&limit=2${query}`, headers)
    if (reply.statusCode !== 200) return reply.json().code
    const { data, page } = reply.json()
    const rest = page.next === null ? [] : (await get(`/media?limit=2${query}&after=${page.next}`, headers)).json().data
    const names = [...data, ...rest].map(({ filename }: { filename: string }) => filename).toSorted()
    t.equal(page.total, names.length)
    return [reply.headers['cache-control'], ...names]
  }
  const [open, mine] = ['public, max-age=0, must-revalidate', 'private, max-age=0, must-revalidate']
  t.same(await told('', {}), [open, 'now'])
  t.same(await told('', preview), [mine, 'now'])
  t.same(await told('&perspective=drafts', preview), ['private, no-store', 'fresh', 'next', 'released'])
  t.same(await told(`&perspective=release:${release.row.id}`, preview), ['private, no-store', 'now', 'released'])
  for (const headers of [{}, content]) t.equal(await told('&perspective=drafts', headers), 'needs_preview_token')
  t.equal((await get(`/media/${next}?perspective=drafts`, preview)).json().data.filename, 'next')
  t.equal((await get(`/media/${now}?perspective=drafts`, preview)).statusCode, 404, 'would be shown no more')
  t.equal((await get(`/media/${next}`, preview)).statusCode, 404)
})

t.test('readers are told of files that a publication shows them, wherever in it, and of no others', async (t) => {
  const ctx = await aContext(await testStore(t))
  const plain = { slugField: null, titleField: 'title' }
  const title = { name: 'title', kind: 'text' }
  await aType(ctx, { name: 'card', kind: 'component', slugField: null, titleField: null, fields: [{ name: 'picture', kind: 'media' }] })
  await aType(ctx, { ...plain, name: 'memo', fields: [title, { name: 'cover', kind: 'media' }] })
  await aType(ctx, {
    ...plain,
    publicRead: true,
    fields: [
      title,
      { name: 'cover', kind: 'media' },
      { name: 'secret', kind: 'media', private: true },
      { name: 'hero', kind: 'component', components: ['card'] },
      { name: 'parts', kind: 'blocks', blocks: ['card'] },
      { name: 'hidden', kind: 'component', components: ['card'], private: true },
    ],
  })
  const names = ['cover', 'hero', 'parts', 'secret', 'hidden', 'draft', 'memo', 'lonely', 'former']
  const files: Record<string, string> = {}
  for (const name of names) files[name] = await aFile(ctx, `${name}.png`)
  const use = (name: string) => ({ _media: files[name] })
  await aPublishedEntry(ctx, {
    ...{ title: 'All', cover: use('cover'), hero: { picture: use('hero') }, parts: [{ _block: 'card', picture: use('parts') }] },
    ...{ secret: use('secret'), hidden: { picture: use('hidden') } },
  })
  await anEntry(ctx, { title: 'Draft', cover: use('draft') })
  await aPublishedEntry(ctx, { title: 'Memo', cover: use('memo') }, 'memo')
  const { entry } = await aPublishedEntry(ctx, { title: 'Former', cover: use('former') })
  const before = Number(await ctx.store.log.seq())
  await saveEntry(ctx, entry.row.id, { fields: { cover: null }, baseRevision: 1 })
  await publishEntry(ctx, entry.row.id)
  await unpublishEntry(ctx, entry.row.id)
  const { get } = await contentServer(t, ctx)
  const { text } = await createToken(ctx, { name: 'site', kind: 'content', types: ['*'], expiresAt: null })
  const told = async (query = '', headers: Record<string, string> = {}) => {
    const reply = await get(`/media?${query}`, headers)
    t.equal(reply.statusCode, 200, reply.body)
    return (reply.json().data as { filename: string }[]).map(({ filename }) => filename.replace('.png', '')).toSorted()
  }

  t.same(await told(), ['cover', 'hero', 'parts'])
  t.same(await told('', { authorization: `Bearer ${text}` }), ['cover', 'hero', 'memo', 'parts'])
  t.same(await told(`seq=${before}`), ['cover', 'former', 'hero', 'parts'])
  for (const name of names)
    t.equal((await get(`/media/${files[name]}`)).statusCode, ['cover', 'hero', 'parts'].includes(name) ? 200 : 404, name)

  const synced = (await get('/sync?kinds=media')).json().items as { media: { filename: string } }[]
  t.same(
    synced.map(({ media }) => media.filename.replace('.png', '')).toSorted(),
    ['cover', 'hero', 'parts'],
    'whoever syncs is told the same',
  )
})
