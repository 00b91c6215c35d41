import {
  applyModel,
  type Context,
  createEntry,
  createLocale,
  createType,
  getEntry,
  planModel,
  publishEntry,
  saveEntry,
  undoModel,
} from '@verso/core'
import t, { type Test } from 'tap'
import { aContext, aType } from '../support/builders.ts'
import { contentFingerprint } from '../support/content-fingerprint.ts'
import { testDatabase } from '../support/database.ts'
import { modelDocument } from '../support/model-wishes.ts'
import { storeOn } from '../support/test-store.ts'

type Members = Record<string, unknown>

/** A page whose parts stand in components, in English and German, with one entry that is published. */
async function aPage(t: Test) {
  const url = await testDatabase(t)
  const ctx = await aContext(await storeOn(t, url))
  await createLocale(ctx, { code: 'de', label: 'Deutsch', fallback: 'en' })
  const component = (name: string, fields: Members[]) => createType(ctx, { name, kind: 'component', fields })
  await component('card', [
    { name: 'heading', kind: 'text' },
    { name: 'code', kind: 'text' },
    { name: 'words', kind: 'text', localized: true },
  ])
  await component('quote', [{ name: 'words', kind: 'text' }])
  await aType(ctx, {
    name: 'page',
    titleField: 'title',
    slugField: null,
    fields: [
      { name: 'title', kind: 'text', localized: true },
      { name: 'intro', kind: 'text', localized: true },
      { name: 'lead', kind: 'component', components: ['card'] },
      { name: 'cards', kind: 'component', components: ['card'], many: true },
      { name: 'sections', kind: 'blocks', blocks: ['card', 'quote'] },
    ],
  })
  const { row } = await createEntry(ctx, { type: 'page', fields })
  await publishEntry(ctx, row.id)
  return { url, ctx, id: row.id }
}

const card = (key: string, members: Members = {}) => ({
  ...{ _key: key, heading: `Heading ${key}`, code: 'none', words: { en: 'Hello', de: 'Hallo' } },
  ...members,
})
const fields = {
  title: { en: 'Page', de: 'Seite' },
  intro: { en: 'Intro', de: 'Einleitung' },
  lead: { heading: 'Lead', code: '012', words: { en: 'Hello', de: 'Hallo' } },
  cards: [card('a'), card('b')],
  sections: [
    { _key: 'q', _block: 'quote', words: 'To be' },
    { ...card('c'), _block: 'card' },
    { _key: 'r', _block: 'quote', words: 'or not' },
  ],
}

/** Applies a change of some types' fields, whatever it loses. Gives the version that it made. */
async function change(ctx: Context, wishes: Record<string, (fields: Members[]) => Members[]>): Promise<number> {
  const { types, ...rest } = await modelDocument(ctx)
  const wanted = types.map((type) => ({ ...type, fields: (wishes[String(type.name)] ?? ((own) => own))(type.fields as Members[]) }))
  const { planHash } = await planModel(ctx, { ...rest, types: wanted })
  return (await applyModel(ctx, { planHash, acceptLoss: true })).modelVersion
}

const set = (name: string, settings: Members) => (all: Members[]) =>
  all.map((field) => (field.name === name ? { ...field, ...settings } : field))
const without = (name: string) => (all: Members[]) => all.filter((field) => field.name !== name)
const shown = async (ctx: Context, id: string) => (await getEntry(ctx, id)).fields as typeof fields & Record<string, Members & Members[]>

t.test('a removed field of a component comes back with its values, also where the component was saved in between', async (t) => {
  const { ctx, id } = await aPage(t)
  const version = await change(ctx, { card: without('code') })
  const { lead, cards } = await shown(ctx, id)
  t.notOk('code' in lead)
  const saved = [{ ...cards[1], heading: 'Other' }, cards[0], { heading: 'New' }]
  await saveEntry(ctx, id, { baseRevision: 1, fields: { lead: { ...lead, heading: 'Other' }, cards: saved } })

  await undoModel(ctx, { modelVersion: version })

  const after = await shown(ctx, id)
  t.match(after.lead, { heading: 'Other', code: '012' })
  t.match(after.cards, [
    { _key: 'b', heading: 'Other', code: 'none' },
    { _key: 'a', code: 'none' },
    { heading: 'New', code: null },
  ])
})

t.test('what a conversion lost inside a component comes back, also where another of its fields was saved in between', async (t) => {
  const { ctx, id } = await aPage(t)
  const version = await change(ctx, { card: set('code', { kind: 'integer' }) })
  const { lead, cards, sections } = await shown(ctx, id)
  t.match([lead.code, cards[0]?.code], [12, null])
  const saved = [
    { ...cards[0], heading: 'Other' },
    { ...cards[1], code: 7 },
  ]
  await saveEntry(ctx, id, { baseRevision: 1, fields: { lead: { ...lead, heading: 'Other' }, cards: saved, sections: sections.slice(1) } })

  await undoModel(ctx, { modelVersion: version })

  const after = await shown(ctx, id)
  t.match(after.lead, { heading: 'Other', code: '012' }, 'the zero in front is there again')
  t.match(after.cards, [
    { _key: 'a', heading: 'Other', code: 'none' },
    { _key: 'b', heading: 'Heading b', code: '7' },
  ])
  t.match(after.sections, [{ _key: 'c', code: 'none' }, { _key: 'r' }])
})

t.test('blocks of a kind that was taken away come back to their places, also where the list was saved in between', async (t) => {
  const { ctx, id } = await aPage(t)
  const version = await change(ctx, { page: set('sections', { blocks: ['card'] }) })
  const { sections } = await shown(ctx, id)
  t.same(
    sections.map(({ _key }) => _key),
    ['c'],
  )
  const added = { ...card('d'), _block: 'card' }
  await saveEntry(ctx, id, { baseRevision: 1, fields: { sections: [{ ...sections[0], heading: 'Other' }, added] } })

  await undoModel(ctx, { modelVersion: version })

  t.match((await shown(ctx, id)).sections, [{ _key: 'q' }, { _key: 'c', heading: 'Other' }, { _key: 'r' }, { _key: 'd' }])
})

t.test('the other items come back where a list was made one component and that was saved', async (t) => {
  const { ctx, id } = await aPage(t)
  const version = await change(ctx, { page: set('cards', { many: false }) })
  const { cards } = await shown(ctx, id)
  await saveEntry(ctx, id, { baseRevision: 1, fields: { cards: { ...(cards as unknown as Members), heading: 'Other' } } })

  await undoModel(ctx, { modelVersion: version })

  t.match((await shown(ctx, id)).cards, [
    { _key: 'a', heading: 'Other' },
    { _key: 'b', heading: 'Heading b' },
  ])
})

t.test('other languages come back where a field was made shared and saved in between', async (t) => {
  const { ctx, id } = await aPage(t)
  const version = await change(ctx, { page: set('title', { localized: false }) })
  await saveEntry(ctx, id, { baseRevision: 1, fields: { title: 'Other' } })

  await undoModel(ctx, { modelVersion: version })

  t.same((await shown(ctx, id)).title, { en: 'Other', de: 'Seite' })
})

t.test('marks of outdated translations go with the languages of a field and come back with them', async (t) => {
  const { ctx, id } = await aPage(t)
  await saveEntry(ctx, id, { baseRevision: 1, fields: { title: { en: 'Another page' } } })
  const outdated = async () => (await getEntry(ctx, id)).locales.de?.outdated
  t.same(await outdated(), ['/fields/title/de'])

  const version = await change(ctx, { page: set('title', { localized: false }) })
  t.same(await outdated(), [])
  t.equal((await ctx.store.entries.find(id))?.outdated.de, undefined, 'lists that filter by marks see none')
  await saveEntry(ctx, id, { baseRevision: 2, fields: { lead: null } })
  await undoModel(ctx, { modelVersion: version })

  t.same(await outdated(), ['/fields/title/de'])
})

t.test('marks of a removed field come back with it, also after a save', async (t) => {
  const { ctx, id } = await aPage(t)
  await saveEntry(ctx, id, { baseRevision: 1, fields: { intro: { en: 'Another' } } })
  const version = await change(ctx, { page: without('intro') })
  await saveEntry(ctx, id, { baseRevision: 2, fields: { lead: null } })

  await undoModel(ctx, { modelVersion: version })

  t.same((await getEntry(ctx, id)).locales.de?.outdated, ['/fields/intro/de'])
})

t.test('a language that is called otherwise takes its marks along, and back', async (t) => {
  const { url, ctx, id } = await aPage(t)
  await saveEntry(ctx, id, { baseRevision: 1, fields: { title: { en: 'Another page' } } })
  const before = await contentFingerprint(url)
  const { types } = await modelDocument(ctx)
  const locales = [
    { code: 'en', label: 'English', default: true },
    { code: 'de-AT', was: 'de', label: 'Deutsch', fallback: 'en' },
  ]
  const wanted = types.map((type) => (type.name === 'page' ? { ...type, fields: without('lead')(type.fields as Members[]) } : type))
  const { planHash } = await planModel(ctx, { types: wanted, locales })

  const { modelVersion } = await applyModel(ctx, { planHash, acceptLoss: true })

  t.match(await getEntry(ctx, id), { fields: { title: { 'de-AT': 'Seite' } }, locales: { 'de-AT': { outdated: ['/fields/title/de-AT'] } } })
  await undoModel(ctx, { modelVersion })
  t.equal(await contentFingerprint(url), before)
})
