import { getSettings, saveSettings, trashEntry } from '@verso/core'
import t from 'tap'
import { aContext, aContextWith, anEntry, aType } from '../support/builders.ts'
import { refusal } from '../support/refusal.ts'
import { testStore } from '../support/test-store.ts'

const day = 24 * 60 * 60 * 1000

t.test('how long the trash keeps what is in it can be changed, and the audit says by whom', async (t) => {
  const store = await testStore(t)
  const ctx = await aContext(store)
  await aType(ctx)
  const { row } = await anEntry(ctx)
  t.same(await getSettings(ctx), { revision: 1, trashDays: 30, historyDays: null, secondFactorRoles: [] })

  t.same(await saveSettings(ctx, { trashDays: 7 }, { ifMatch: 1 }), { revision: 2, trashDays: 7, historyDays: null, secondFactorRoles: [] })

  const { entry } = await trashEntry(ctx, row.id)
  t.equal(Number(entry.purgeAt) - Number(entry.row.trashedAt), 7 * day)
  t.match(
    (await store.audit.list({ limit: 10 })).find(({ action }) => action === 'settings.save'),
    {
      before: { trashDays: 30 },
      after: { trashDays: 7 },
    },
  )
  t.same(
    await saveSettings(ctx, { trashDays: 7 }),
    { revision: 2, trashDays: 7, historyDays: null, secondFactorRoles: [] },
    'what is there already is no change',
  )
})

t.test('what is impossible, stale or not allowed leaves no trace', async (t) => {
  const store = await testStore(t)
  const ctx = await aContext(store)
  const stranger = aContextWith(store, [])
  await saveSettings(ctx, { trashDays: 10 })
  const before = (await store.audit.list({ limit: 100 })).length

  for (const trashDays of [0, -1, 3651]) {
    const { code, issues } = await refusal(saveSettings(ctx, { trashDays }))
    t.match({ code, issues }, { code: 'invalid_value', issues: [{ path: '/trashDays' }] })
  }
  t.equal((await refusal(saveSettings(ctx, { trashDays: 5 }, { ifMatch: 1 }))).code, 'stale')
  t.equal((await refusal(saveSettings(stranger, { trashDays: 5 }))).code, 'not_allowed')
  t.equal((await refusal(getSettings(stranger))).code, 'not_allowed')

  t.same(await getSettings(ctx), { revision: 2, trashDays: 10, historyDays: null, secondFactorRoles: [] })
  t.equal((await store.audit.list({ limit: 100 })).length, before)
})

t.test('of two who save at once on the same state, the second one is told', async (t) => {
  const store = await testStore(t)
  const ctx = await aContext(store)

  const outcomes = await Promise.allSettled([3, 4].map((trashDays) => saveSettings(ctx, { trashDays }, { ifMatch: 1 })))

  t.same(outcomes.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected'])
  t.equal((await getSettings(ctx)).revision, 2)
})
