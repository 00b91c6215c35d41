import { type Context, createLocale, createType, getEntry, publishEntry, saveEntry, unpublishEntry } from '@verso/core'
import { contentForLocale, type ContentType } from '@verso/model'
import fc from 'fast-check'
import t, { type Test } from 'tap'
import { aContext, anEntry } from '../support/builders.ts'
import { contentServer, type ContentServer } from '../support/content-server.ts'
import { testStore } from '../support/test-store.ts'

const codes = ['en', 'de', 'fr', 'ar'] as const
type Code = (typeof codes)[number]

interface World {
  ctx: Context
  type: ContentType
  get: ContentServer['get']
}

/** Localised values in an entry, in a component, in a list of components and in blocks, each beside a shared one. */
async function aWorld(t: Test): Promise<World> {
  const store = await testStore(t)
  const ctx = await aContext(store)
  await createLocale(ctx, { code: 'de', label: 'Deutsch', fallback: 'en' })
  await createLocale(ctx, { code: 'fr', label: 'Français', fallback: 'de' })
  await createLocale(ctx, { code: 'ar', label: 'العربية' })
  const inner = [
    { name: 'words', kind: 'text', localized: true },
    { name: 'tags', kind: 'enum', options: ['a', 'b'], many: true, localized: true },
    { name: 'note', kind: 'text' },
  ]
  await createType(ctx, { name: 'part', kind: 'component', fields: inner })
  await createType(ctx, { name: 'hero', kind: 'component', fields: [...inner, { name: 'part', kind: 'component', components: ['part'] }] })
  await createType(ctx, {
    name: 'page',
    publicRead: true,
    fields: [
      ...inner,
      { name: 'part', kind: 'component', components: ['part'] },
      { name: 'parts', kind: 'component', components: ['part'], many: true },
      { name: 'sections', kind: 'blocks', blocks: ['hero', 'part'] },
      { name: 'own', kind: 'component', components: ['part'], many: true, localized: true },
    ],
  })
  const type = (await store.models.current()).types.find(({ name }) => name === 'page')
  if (type === undefined) throw new Error('The type was not made')
  const { get } = await contentServer(t, ctx)
  return { ctx, type, get }
}

/** Everything of one locale, with the same shared values in each; items keep their keys, so that they stay what they are. */
function wordsIn(code: Code, words: string | null) {
  const inside = { words: { [code]: words }, tags: { [code]: words === null ? null : ['a'] }, note: 'shared' }
  return {
    ...inside,
    part: inside,
    parts: [
      { _key: 'a', ...inside },
      { _key: 'b', ...inside, note: 'other' },
    ],
    sections: [
      { _key: 's', _block: 'hero', ...inside, part: inside },
      { _key: 't', _block: 'part', ...inside },
    ],
    own: { [code]: words === null ? null : [{ _key: 'o', words, note: 'own' }] },
  }
}

const words = fc.option(
  fc.string({ minLength: 1, maxLength: 8 }).filter((text) => !/[\0\ud800-\udfff]/.test(text)),
  { freq: 4 },
)
const act = fc.record({ kind: fc.constantFrom('save', 'publish', 'unpublish'), code: fc.constantFrom(...codes), words })

/** What an entry says in a locale by itself, in its draft and to readers, to the letter. */
async function saidIn({ ctx, type, get }: World, id: string, code: Code): Promise<string> {
  const { row } = await getEntry(ctx, id)
  const published = await get(`/entries/page/${id}?locale=${code}&fallback=false`)
  return JSON.stringify([contentForLocale(type, row.content, [code]), published.statusCode === 200 ? published.body : null])
}

t.test('saving, publishing or unpublishing one language leaves every other one to the letter as it is', async (t) => {
  const world = await aWorld(t)
  const { ctx } = world
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 2, maxLength: 7 }), async (acts) => {
      const { row } = await anEntry(ctx, wordsIn('en', 'begin'), 'page')
      for (const { kind, code, words } of acts) {
        const others = codes.filter((other) => other !== code)
        const said = () => Promise.all(others.map((other) => saidIn(world, row.id, other)))
        const before = await said()

        const { revision } = (await getEntry(ctx, row.id)).row
        if (kind === 'save') await saveEntry(ctx, row.id, { fields: wordsIn(code, words), baseRevision: revision })
        else if (kind === 'publish') await publishEntry(ctx, row.id, { locales: [code] })
        else await unpublishEntry(ctx, row.id, { locales: [code] })

        t.same(await said(), before)
        if (kind === 'save') t.match((await getEntry(ctx, row.id)).fields, { part: { note: 'shared' } })
      }
    }),
    { numRuns: 12 },
  )
})
