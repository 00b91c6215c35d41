import {
  createEntry,
  createLocale,
  createRole,
  discardDraft,
  duplicateEntry,
  getEntry,
  importEntries,
  publishEntry,
  restoreRevision,
  type RoleInput,
  saveEntry,
  trashEntry,
} from '@verso/core'
import { randomUUID } from 'node:crypto'
import type { Store } from '@verso/data'
import type { Test } from 'tap'
import t from 'tap'
import { aContext, aType, anEntry } from '../../support/builders.ts'
import { refusal } from '../../support/refusal.ts'
import { testStore } from '../../support/test-store.ts'

async function aHouse(t: Test) {
  const store = await testStore(t)
  const owner = await aContext(store)
  await createLocale(owner, { code: 'de', label: 'Deutsch' })
  await aType(owner, {
    fields: [
      { name: 'title', kind: 'text', localized: true },
      { name: 'kind', kind: 'enum', options: ['memo', 'note'] },
      { name: 'weight', kind: 'integer' },
      { name: 'secret', kind: 'text', private: true },
    ],
    slugField: null,
  })
  return { store, owner, with: (rules: NonNullable<RoleInput['rules']>) => withRules(store, owner, rules) }
}

let made = 0
async function withRules(store: Store, owner: Awaited<ReturnType<typeof aContext>>, rules: NonNullable<RoleInput['rules']>) {
  made += 1
  const { name } = await createRole(owner, { name: `w${made}`, rules })
  return aContext(store, { roles: [name] })
}

const all = ['read', 'create', 'edit', 'publish', 'delete']
const memo = { title: { en: 'Hello' }, kind: 'memo', weight: 1, secret: 's' }

t.test('only fields that a rule gives are written; those that are not seen do not exist', async (t) => {
  const { store, owner, with: withRules } = await aHouse(t)
  const { row } = await anEntry(owner, memo)
  const me = await withRules([
    { actions: all, types: ['article'], fields: { read: ['title', 'kind', 'weight'], write: ['title', 'weight'] } },
  ])

  const saved = await saveEntry(me, row.id, { fields: { weight: 2, kind: 'memo' }, baseRevision: 1 })
  t.equal(saved.fields.weight, 2, 'setting what is there is no change')
  t.same(saved.rights.save, ['/fields/title', '/fields/weight'])
  const kind = await refusal(saveEntry(me, row.id, { fields: { kind: 'note' }, baseRevision: 2 }))
  t.match(kind, { code: 'not_allowed', issues: [{ path: '/fields/kind' }] })
  const secret = await refusal(saveEntry(me, row.id, { fields: { secret: 'x' }, baseRevision: 2 }))
  const unknown = await refusal(saveEntry(me, row.id, { fields: { nothing: 'x' }, baseRevision: 2 }))
  t.same([secret.code, secret.issues[0]?.code], [unknown.code, unknown.issues[0]?.code])
  t.equal((await refusal(createEntry(me, { type: 'article', fields: { kind: 'memo' } }))).code, 'not_allowed')
  t.equal((await createEntry(me, { type: 'article', fields: { weight: 3 } })).fields.weight, 3)
  t.equal((await store.entries.find(row.id))?.revision, 2, 'what was refused left no trace')
})

t.test('going back takes along what one may write, and leaves the rest as it is', async (t) => {
  const { owner, with: withRules } = await aHouse(t)
  const { row } = await anEntry(owner, memo)
  await publishEntry(owner, row.id)
  await saveEntry(owner, row.id, { fields: { kind: 'note', weight: 5, secret: 'new' }, baseRevision: 1 })
  const me = await withRules([{ actions: all, types: ['article'], fields: { write: ['weight'] } }])

  await restoreRevision(me, row.id, { number: 1 })
  t.match((await getEntry(owner, row.id)).fields, { weight: 1, kind: 'note', secret: 'new' })
  await saveEntry(owner, row.id, { fields: { weight: 6 }, baseRevision: 3 })
  await discardDraft(me, row.id)
  t.match((await getEntry(owner, row.id)).fields, { weight: 1, kind: 'note', secret: 'new' })
  const copy = await duplicateEntry(me, row.id)
  t.match((await getEntry(owner, copy.row.id)).fields, { weight: 1, kind: null, secret: null })
})

t.test('a condition holds before a write and after it', async (t) => {
  const { store, owner, with: withRules } = await aHouse(t)
  const [mine, other] = [await anEntry(owner, memo), await anEntry(owner, { ...memo, kind: 'note' })]
  const me = await withRules([
    { actions: ['read'], types: ['article'] },
    { actions: all, types: ['article'], where: { kind: 'memo' } },
  ])

  t.equal((await saveEntry(me, mine.row.id, { fields: { weight: 2 }, baseRevision: 1 })).row.revision, 2)
  t.equal((await refusal(saveEntry(me, other.row.id, { fields: { weight: 2 }, baseRevision: 1 }))).code, 'not_allowed')
  t.equal((await refusal(saveEntry(me, mine.row.id, { fields: { kind: 'note' }, baseRevision: 2 }))).code, 'not_allowed', 'not out of it')
  t.equal((await refusal(createEntry(me, { type: 'article', fields: { kind: 'note' } }))).code, 'not_allowed')
  t.equal((await createEntry(me, { type: 'article', fields: { kind: 'memo' } })).fields.kind, 'memo')
  t.equal((await refusal(publishEntry(me, other.row.id))).code, 'not_allowed')
  t.equal((await publishEntry(me, mine.row.id)).entry.status, 'published')
  t.equal((await refusal(trashEntry(me, other.row.id))).code, 'not_allowed')
  t.equal((await store.entries.find(mine.row.id))?.revision, 2)

  // Two at once: whoever comes second is judged by what the first one left.
  const again = await anEntry(owner, memo)
  const results = await Promise.allSettled([
    saveEntry(owner, again.row.id, { fields: { kind: 'note' }, baseRevision: 1 }),
    saveEntry(me, again.row.id, { fields: { weight: 9 }, baseRevision: 1 }),
  ])
  t.equal(results[0].status, 'fulfilled')
  const { content } = (await store.entries.find(again.row.id)) ?? { content: {} }
  const isLate = results[1].status === 'rejected'
  t.equal(Object.values(content).includes(9), !isLate)
})

t.test('an import of who writes under conditions is judged entry by entry, as each is then', async (t) => {
  const { store, owner, with: withRules } = await aHouse(t)
  const there = await anEntry(owner, memo)
  const me = await withRules([{ actions: all, types: ['article'], where: { kind: 'memo' } }])
  const records = [
    { key: 'good', type: 'article', fields: { kind: 'memo', weight: 1 }, publish: true },
    { key: 'bad', type: 'article', fields: { kind: 'note', weight: 2 }, publish: true },
    { key: 'fine', type: 'article', fields: { kind: 'memo', weight: 3 } },
  ]
  const ids = { entries: new Map(records.map(({ key }) => [key, randomUUID()])), media: new Map() }
  const { outcomes } = await importEntries(me, { source: 'test', records, ids })
  t.match(outcomes, [
    { key: 'good', outcome: 'made' },
    { key: 'bad', outcome: 'refused', issues: [{ code: 'not_allowed' }] },
    { key: 'fine', outcome: 'made' },
  ])
  const rows = await store.entries.findMany([...ids.entries.values()])
  t.equal(rows.length, 2, 'what was refused is not there')
  t.equal((await store.entries.find(ids.entries.get('good') ?? ''))?.publications.length, 1)

  const again = { key: 'good', type: 'article', fields: { kind: 'note' } }
  t.match((await importEntries(me, { source: 'test', records: [again], ids })).outcomes, [{ outcome: 'refused' }])
  t.equal((await store.entries.find(ids.entries.get('good') ?? ''))?.revision, 1, 'nor is any entry moved out of what one may change')
  const stranger = { entries: new Map([['x', there.row.id]]), media: new Map() }
  const kept = await importEntries(me, { source: 'test', records: [{ ...again, key: 'x' }], ids: stranger })
  t.match(kept.outcomes, [{ outcome: 'kept' }])
})

t.test('a language that a rule does not give is neither shown, written nor published', async (t) => {
  const { owner, with: withRules } = await aHouse(t)
  const { row } = await anEntry(owner, { ...memo, title: { en: 'Hello', de: 'Hallo' } })
  const me = await withRules([{ actions: all, types: ['article'], locales: ['de'] }])

  t.same((await getEntry(me, row.id)).fields.title, { de: 'Hallo' })
  t.equal((await refusal(saveEntry(me, row.id, { fields: { title: { en: 'x' } }, baseRevision: 1 }))).code, 'not_allowed')
  t.equal(
    (await refusal(saveEntry(me, row.id, { fields: { weight: 7 }, baseRevision: 1 }))).code,
    'not_allowed',
    'what all languages share',
  )
  const saved = await saveEntry(me, row.id, { fields: { title: { de: 'Moin' } }, baseRevision: 1 })
  t.same([saved.rights.save, saved.rights.publish], [['/fields/title/de'], ['de']])
  t.equal((await refusal(publishEntry(me, row.id))).code, 'not_allowed')
  t.same(
    (await publishEntry(me, row.id, { locales: ['de'] })).entry.row.publications.map(({ locale }) => locale),
    ['de'],
  )
  t.same((await getEntry(owner, row.id)).fields.title, { en: 'Hello', de: 'Moin' })
})
