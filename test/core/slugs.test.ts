import { createEntry, proposeSlug } from '@verso/core'
import t from 'tap'
import { aPage, aPublishedPage, aSite } from '../support/a-site.ts'
import { aContextWith } from '../support/builders.ts'
import { refusal } from '../support/refusal.ts'

t.test('letters are spelled as each language spells them, and a script without such a spelling stays', async (t) => {
  const { ctx } = await aSite(t)
  const propose = async (locale: string, from: string) => (await proposeSlug(ctx, { type: 'page', locale, from })).slug

  t.equal(await propose('de', 'Über Äpfel & Öl'), 'ueber-aepfel-und-oel')
  t.equal(await propose('en', 'Über Äpfel & Öl'), 'uber-apfel-and-ol')
  t.equal(await propose('en', 'Łódź – Nový Příběh!'), 'lodz-novy-pribeh')
  t.equal(await propose('en', '東京 タワー'), '東京-タワー')
  t.equal(await propose('en', 'a_typed.slug-2'), 'a_typed.slug-2')
  t.equal(await propose('en', '!!!'), null)
  t.equal(await propose('en', '0a000000-0000-7000-8000-000000000001'), null)
  t.equal((await propose('en', `${'long '.repeat(60)}`))?.length, 79)
})

t.test('a new entry gets slugs from its titles, each language in its own spelling', async (t) => {
  const { ctx } = await aSite(t)
  const entry = await createEntry(ctx, { type: 'page', fields: { title: { en: 'Apple trees', de: 'Apfelbäume' } } })
  t.same(entry.fields.slug, { en: 'apple-trees', de: 'apfelbaeume' })
})

t.test('a clash proposes the next free form; the entry that asks does not stand in its own way', async (t) => {
  const { ctx } = await aSite(t)
  const first = await aPage(ctx, 'Hello')
  await aPage(ctx, 'Hello')
  const ask = (more: object = {}) => proposeSlug(ctx, { type: 'page', locale: 'en', from: 'Hello en', ...more })

  t.same(await ask(), { slug: 'hello-en-3', taken: true })
  t.same(await ask({ entryId: first }), { slug: 'hello-en', taken: false })
  t.same(await ask({ locale: 'de' }), { slug: 'hello-en', taken: false })
})

t.test('below another parent a slug is free, also where it is published', async (t) => {
  const { ctx } = await aSite(t)
  const parent = await aPublishedPage(ctx, 'Parent')
  await aPublishedPage(ctx, 'Child', { parent })
  const ask = (at: string | null) => proposeSlug(ctx, { type: 'page', locale: 'en', from: 'Child en', parent: at })

  t.same(await ask(null), { slug: 'child-en', taken: false })
  t.same(await ask(parent), { slug: 'child-en-2', taken: true })
  const twin = await createEntry(ctx, { type: 'page', fields: { title: { en: 'Child en' } }, parent })
  t.same(twin.fields.slug, { en: 'child-en-2' })
})

t.test('what cannot be asked is refused with its path', async (t) => {
  const { ctx, store } = await aSite(t)
  const issueOf = async (question: Parameters<typeof proposeSlug>[1]) => {
    const { code, issues } = await refusal(proposeSlug(ctx, question))
    return [code, issues[0]?.path, issues[0]?.code]
  }
  t.same(await issueOf({ type: 'nothing', locale: 'en', from: 'x' }), ['invalid_value', '/type', 'unknown_type'])
  t.same(await issueOf({ type: 'page', locale: 'xx', from: 'x' }), ['invalid_value', '/locale', 'unknown_locale'])
  t.same(await issueOf({ type: 'post', locale: 'en', from: 'x', parent: 'x' }), ['invalid_value', '/parent', 'not_a_tree'])
  const nobody = aContextWith(store, [])
  t.equal((await refusal(proposeSlug(nobody, { type: 'page', locale: 'en', from: 'x' }))).code, 'not_allowed')
})
