import { randomUUID } from 'node:crypto'
import { changeMedia, changeType, type Context, createToken, deleteMedia, gatherMissing, getType } from '@verso/core'
import t, { type Test } from 'tap'
import { aContext, anEntry, aPublishedEntry, aType } from '../support/builders.ts'
import { contentServer } from '../support/content-server.ts'
import { testDatabase } from '../support/database.ts'
import { changed } from '../support/model-wishes.ts'
import { runSql } from '../support/test-server.ts'
import { nothingSaid } from '../support/nothing-said.ts'
import { storeOn } from '../support/test-store.ts'

async function aFile(ctx: Context, words: { filename: string; alt: string }): Promise<string> {
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
    caption: {},
  }
  const row = {
    ...file,
    id,
    revision: 1,
    filename: words.filename,
    alt: { en: words.alt },
    createdAt: at,
    createdById: ctx.actor.id,
    updatedAt: at,
  }
  await ctx.store.transaction((tx) =>
    tx.log.append({ kind: 'media.changed', byId: null, byKind: 'system', at }, async (seq) => {
      await tx.media.create(row, seq)
      return [{ op: 'media', id, revision: 1 }]
    }),
  )
  return id
}

async function aSite(t: Test) {
  const url = await testDatabase(t)
  const ctx = await aContext(await storeOn(t, url))
  const card = [
    { name: 'heading', kind: 'text', searchable: true },
    { name: 'aside', kind: 'text' },
    { name: 'picture', kind: 'media', searchable: true },
  ]
  await aType(ctx, { name: 'card', kind: 'component', slugField: null, titleField: null, fields: card })
  await aType(ctx, {
    publicRead: true,
    slugField: null,
    fields: [
      { name: 'title', kind: 'text', searchable: true },
      { name: 'text', kind: 'richText', searchable: true },
      { name: 'source', kind: 'markdown', searchable: true },
      { name: 'mood', kind: 'enum', searchable: true, options: [{ value: 'hpy', label: 'Cheerful' }] },
      { name: 'cover', kind: 'media', searchable: true },
      { name: 'hero', kind: 'component', components: ['card'] },
      { name: 'parts', kind: 'blocks', blocks: ['card'] },
    ],
  })
  const { get } = await contentServer(t, ctx)
  const read = async (words: string) => (await get(`/entries/article?search=${encodeURIComponent(words)}&highlight=true`)).json()
  const count = async (words: string): Promise<number> => (await read(words)).data.length
  return { ctx, url, get, read, count }
}

t.test('texts of every kind are found, inside components too', async (t) => {
  const { ctx, read, count } = await aSite(t)
  await aPublishedEntry(ctx, {
    title: 'Everything',
    text: { html: '<p>A <strong>won</strong>derful <em>morning</em></p><table><tr><td>cell</td></tr></table>' },
    source: '# Heading\n\nwith *emphasis*',
    mood: 'hpy',
    hero: { heading: 'Heroic deeds', aside: 'unsearched' },
    parts: [
      { _block: 'card', heading: 'First part' },
      { _block: 'card', heading: 'Second part' },
    ],
  })
  for (const words of ['wonderful', 'mornings ', 'cell', 'emphasis', 'heading', 'cheerful', 'heroic', 'deed second morning'])
    t.equal(await count(words), 1, words)
  for (const words of ['unsearched', 'hpy', 'strong', '"first second"', '"everything wonderful"']) t.equal(await count(words), 0, words)
  t.same((await read('part heroic cheerful wonder')).data[0]._highlights, {
    text: 'A <mark>wonderful</mark> morning\n\ncell',
    mood: '<mark>Cheerful</mark>',
    'hero.heading': '<mark>Heroic</mark> deeds',
    'parts.card.heading': 'First <mark>part</mark> … Second <mark>part</mark>',
  })
})

t.test('entries are found by the names and descriptions of their pictures, as they are now', async (t) => {
  const { ctx, count } = await aSite(t)
  const cover = await aFile(ctx, { filename: 'lighthouse-at-dusk.png', alt: 'A tower by the sea' })
  const inside = await aFile(ctx, { filename: 'harbour.png', alt: 'Ships' })
  await aPublishedEntry(ctx, {
    title: 'Coast',
    cover: { _media: cover },
    parts: [{ _block: 'card', picture: { _media: inside, alt: 'Own words' } }],
  })

  for (const words of ['lighthouse', 'coast tower', 'dusk', 'harbour', 'own words']) t.equal(await count(words), 1, words)
  t.equal(await count('ships'), 0, 'a place has its own words for a picture')
  await changeMedia(ctx, cover, { changes: { alt: { en: 'A beacon' } }, ifRevision: null })
  t.same([await count('beacon'), await count('tower')], [1, 0])
  await changeMedia(ctx, cover, { changes: { filename: 'pier.png' }, ifRevision: null })
  t.same([await count('pier'), await count('lighthouse')], [1, 0])
  await t.rejects(deleteMedia(ctx, cover))
})

t.test('a change of the model changes what is searched, of what is published too', async (t) => {
  const { ctx, get, count } = await aSite(t)
  await aPublishedEntry(ctx, { title: 'Plain', mood: 'hpy', hero: { heading: 'Heroic', aside: 'besides' } })
  const change = async (name: string, settings: Record<string, unknown>) => {
    const { view } = await getType(ctx, 'article')
    await changeType(ctx, 'article', { input: { fields: changed(name, settings)(view.fields.map((field) => ({ ...field }))) } })
  }
  await change('mood', { searchable: false })
  t.same([await count('cheerful'), await count('plain')], [0, 1])
  await change('mood', { searchable: true, options: [{ value: 'hpy', label: 'Joyful' }] })
  t.same([await count('cheerful'), await count('joyful')], [0, 1])
  await change('title', { private: true })
  t.same([await count('plain'), await count('joyful')], [0, 1], 'what has become private is searched no more')
  await changeType(ctx, 'article', { input: { publicRead: false } })
  t.equal((await get('/entries/article?search=joyful')).statusCode, 404)
})

t.test('what was there before there was a search is gathered by the worker', async (t) => {
  const { ctx, url, count } = await aSite(t)
  const cover = await aFile(ctx, { filename: 'pier.png', alt: 'Boats' })
  await aPublishedEntry(ctx, { title: 'Old', text: { html: '<p>Words</p>' }, cover: { _media: cover } })
  await anEntry(ctx, { title: 'Draft' })
  await runSql(url, 'update "Publication" set words = null; update "Draft" set words = null; delete from "SearchWord"')
  t.equal(await count('old'), 0)
  await gatherMissing(ctx)
  t.same([await count('old'), await count('pier words'), await count('wrods'), await count('boast')], [1, 1, 1, 1])
  const { rows } = await runSql(url, 'select count(*)::int as n from "Draft" where words is null')
  t.equal(rows[0].n, 0)
})

t.test('a preview is searched by what is said of its files now', async (t) => {
  const { ctx, get } = await aSite(t)
  const file = await aFile(ctx, { filename: 'harbour.png', alt: 'Boats at dawn' })
  await anEntry(ctx, { title: 'Sea', cover: { _media: file } })
  await anEntry(ctx, { title: 'Hills' })
  const { text } = await createToken(ctx, { name: 'preview', kind: 'preview', types: ['*'], expiresAt: null })
  const found = async (words: string) => {
    const reply = await get(`/entries/article?search=${words}&perspective=drafts`, { authorization: `Bearer ${text}` })
    t.equal(reply.statusCode, 200, reply.body)
    return (reply.json().data as { title: string }[]).map(({ title }) => title)
  }
  const all = async () => [await found('harbour'), await found('dawn'), await found('dusk')]

  t.same(await all(), [['Sea'], ['Sea'], []])
  await changeMedia(ctx, file, { changes: { alt: { en: 'Boats at dusk' } }, ifRevision: null })
  t.same(await all(), [['Sea'], [], ['Sea']])
})
