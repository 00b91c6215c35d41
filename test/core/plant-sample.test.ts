import { type Context, createFolder, createType, plantSample, Refusal, saveEntry } from '@verso/core'
import { diskStore } from '@verso/media'
import { samplePictures, sampleRecords } from '@verso/sample'
import t, { type Test } from 'tap'
import { aContext, aContextWith, aRole } from '../support/builders.ts'
import { tempFolder } from '../support/temp-folder.ts'
import { refusal } from '../support/refusal.ts'
import { testStore } from '../support/test-store.ts'

async function anEmptyHouse(t: Test) {
  return { ...(await aContext(await testStore(t))), files: diskStore(tempFolder(t)) }
}

const typeNames = async ({ store }: Context) => (await store.models.current()).types.map(({ name }) => name)
const all = { entries: sampleRecords.length, media: samplePictures.length }

t.test('an empty Verso gets the magazine, published but for its draft, and a second planting changes nothing', async (t) => {
  const ctx = await anEmptyHouse(t)
  const planted = await plantSample(ctx)
  t.match(planted, all)
  t.same(new Set(await typeNames(ctx)), new Set(['author', 'category', 'article', 'page', 'frontPage']))
  t.same(await plantSample(ctx), { ...all, seq: null })
})

t.test('what was written here since stays as it is', async (t) => {
  const ctx = await anEmptyHouse(t)
  await plantSample(ctx)
  const [article] = (await ctx.store.imports.find('sample', ['canals'])).flatMap(({ entryId }) => entryId ?? [])
  const entry = await ctx.store.entries.find(article ?? '')
  await saveEntry(ctx, article ?? '', { fields: { title: { en: 'Mine' } }, baseRevision: entry?.revision ?? 0 })
  t.same(await plantSample(ctx), { ...all, seq: null })
  t.match(JSON.stringify((await ctx.store.entries.find(article ?? ''))?.content), '"en":"Mine"')
})

t.test('where there is a model already, or a right is missing, nothing is planted', async (t) => {
  const ctx = await anEmptyHouse(t)
  const writer = aContextWith(ctx.store, [{ actions: ['create', 'publish', 'read'], types: ['*'] }])
  t.match(await refusal(plantSample(writer)), { code: 'not_allowed' })
  t.same(await typeNames(ctx), [])
  await createType(ctx, { name: 'note', label: 'Note', fields: [{ name: 'title', kind: 'text' }] })
  t.match(await refusal(plantSample(ctx)), { code: 'conflict' })
  t.same(await typeNames(ctx), ['note'])
  const keys = sampleRecords.map(({ key }) => key)
  t.same(await ctx.store.imports.find('sample', keys), [])
})

t.test('who may add files in certain folders alone plants nothing, rather than half', async (t) => {
  const ctx = await anEmptyHouse(t)
  const folder = await createFolder(ctx, { name: 'Mine' })
  const content = { actions: ['create', 'publish', 'read', 'edit'], types: ['*'] }
  const files = { actions: ['create', 'read'], types: [], folders: [folder.id] }
  const rules = [content, files]
  const { actor } = aContextWith(ctx.store, rules)
  const writer = { ...ctx, actor: { ...actor, roles: [aRole(rules, ['types', 'locales'])] } }
  t.match(await refusal(plantSample(writer)), { code: 'not_allowed' })
  t.same(await typeNames(ctx), [])
})

t.test('a type that somebody makes meanwhile stays', async (t) => {
  const ctx = await anEmptyHouse(t)
  const { models } = ctx.store
  let isMade = false
  const current = async () => {
    const found = await models.current()
    if (!isMade) {
      isMade = true
      await createType(ctx, { name: 'note', label: 'Note', fields: [{ name: 'title', kind: 'text' }] })
    }
    return found
  }
  const slow = { ...ctx, store: { ...ctx.store, models: { ...models, current } } }
  t.match(await refusal(plantSample(slow)), { code: 'conflict' })
  t.same(await typeNames(ctx), ['note'])
})

t.test('of two at once, each either does its part or refuses, and the magazine is there once', async (t) => {
  const ctx = await anEmptyHouse(t)
  const outcomes = await Promise.allSettled([plantSample(ctx), plantSample(ctx)])
  for (const outcome of outcomes) if (outcome.status === 'rejected') t.ok(outcome.reason instanceof Refusal, String(outcome.reason))
  t.same(await plantSample(ctx), { ...all, seq: null })
})
