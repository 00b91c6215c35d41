import {
  type Context,
  cancelSchedule,
  changeUser,
  createSchedule,
  getEntry,
  getHome,
  listEntrySchedules,
  listSchedules,
  type NewSchedule,
  publishEntry,
  purgeEntry,
  runOverdueSchedules,
  runSchedules,
  saveEntry,
  type ScheduleDetail,
  trashEntry,
} from '@verso/core'
import type { Store } from '@verso/data'
import t from 'tap'
import { aPage, aSite } from '../support/a-site.ts'
import { aContext, anEntry, aPublishedEntry, aType } from '../support/builders.ts'
import { refusal } from '../support/refusal.ts'
import { runJobs } from '../support/run-jobs.ts'
import { runSql } from '../support/test-server.ts'
import { databaseOf, testStore } from '../support/test-store.ts'

const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString()

async function aSchedule(ctx: Context, entryId: string, wish: Partial<NewSchedule> = {}): Promise<ScheduleDetail['row']> {
  return (await createSchedule(ctx, entryId, { action: 'publish', at: inAnHour(), ...wish })).row
}

/** As if its time had come so many seconds ago. */
async function makeDue(store: Store, id: string, secondsAgo = 3): Promise<void> {
  await runSql(
    databaseOf(store),
    `update "Schedule" set at = now() - interval '${secondsAgo} seconds' where id = '${id}';
     update graphile_worker._private_jobs set run_at = now() where key = '${id}'`,
  )
}

async function dueSchedule(ctx: Context, entryId: string, wish: Partial<NewSchedule> = {}): Promise<string> {
  const { id } = await aSchedule(ctx, entryId, wish)
  await makeDue(ctx.store, id)
  return id
}

async function stateOf(ctx: Context, id: string) {
  const row = await ctx.store.schedules.find(id)
  if (row === null) throw new Error('The schedule is gone')
  return row
}

async function house(t: Parameters<typeof testStore>[0]) {
  const store = await testStore(t)
  const ctx = await aContext(store)
  await aType(ctx)
  return { store, ctx, editor: await aContext(store, { roles: ['editor'], name: 'Eve' }) }
}

t.test('an entry is published at its time and not before, by a job, in the name of the person who asked', async (t) => {
  const { store, editor } = await house(t)
  const entry = await anEntry(editor)
  const { id } = await aSchedule(editor, entry.row.id)

  await runJobs(editor)
  t.equal((await stateOf(editor, id)).state, 'pending')
  const waiting = await getEntry(editor, entry.row.id)
  t.equal(waiting.status, 'draft')
  t.match(waiting.schedules, [{ row: { id, state: 'pending' }, createdBy: { name: 'Eve' } }])
  t.ok(waiting.locales.en?.scheduledAt instanceof Date)

  await makeDue(store, id, 65)
  await runJobs(editor)

  const { row, status, schedules, locales } = await getEntry(editor, entry.row.id)
  t.equal(status, 'published')
  t.strictSame(schedules, [])
  t.equal(locales.en?.scheduledAt, undefined)
  const done = await stateOf(editor, id)
  t.match(done, { state: 'done', seq: row.publications[0]?.seq, reason: null })
  t.ok(Number(done.ranAt) - done.at.getTime() >= 65_000, 'and how late it was')
  const [audit, published] = await store.audit.list({ limit: 2 })
  t.match(audit, { action: 'schedule.run', actorId: editor.actor.id, targetId: id, after: { entry: entry.row.id }, outcome: 'done' })
  t.match(published, { action: 'entry.publish', actorId: editor.actor.id, requestId: id })
  await runSchedules(editor, entry.row.id)
  t.equal(await store.log.seq(), done.seq, 'and once')
})

t.test('unpublishing takes one language away and deletes nothing', async (t) => {
  const { store, ctx } = await aSite(t)
  const id = await aPage(ctx, 'Page', { locales: ['en', 'de'] })
  await publishEntry(ctx, id)
  const schedule = await dueSchedule(ctx, id, { action: 'unpublish', locales: ['de'] })

  await runSchedules(ctx, id)

  t.match(await stateOf(ctx, schedule), { state: 'done', seq: await store.log.seq() })
  const { status, locales } = await getEntry(ctx, id)
  t.equal(status, 'published')
  t.match(locales, { en: { status: 'published' }, de: { status: 'unpublished' } })
})

t.test('with a revision exactly that one is published, though the draft has moved on; without one it is the current', async (t) => {
  const { store, ctx } = await house(t)
  const entry = await anEntry(ctx, { title: 'One' })
  const exact = await aSchedule(ctx, entry.row.id, { revision: 1 })
  const current = await aSchedule(ctx, entry.row.id)
  await saveEntry(ctx, entry.row.id, { fields: { title: 'Two' }, baseRevision: 1 })

  await makeDue(store, exact.id)
  await runSchedules(ctx, entry.row.id)
  const first = await getEntry(ctx, entry.row.id)
  t.match(first.row.publications, [{ revision: 1, slug: 'one' }])
  t.equal(first.status, 'changed')
  t.equal(first.fields.title, 'Two', 'the draft stays')

  await makeDue(store, current.id)
  await runSchedules(ctx, entry.row.id)
  t.match((await getEntry(ctx, entry.row.id)).row.publications, [{ revision: 2 }])
})

t.test('readers never lose what was published meanwhile to an older revision', async (t) => {
  const { store, ctx } = await house(t)
  const entry = await anEntry(ctx, { title: 'One' })
  const { id } = await aSchedule(ctx, entry.row.id, { revision: 1 })
  await saveEntry(ctx, entry.row.id, { fields: { title: 'Two' }, baseRevision: 1 })
  await publishEntry(ctx, entry.row.id)
  const before = await store.log.seq()

  await makeDue(store, id)
  await runSchedules(ctx, entry.row.id)

  t.match(await stateOf(ctx, id), { state: 'failed', reason: { code: 'conflict' }, seq: null })
  t.equal(await store.log.seq(), before)
  const back = await dueSchedule(ctx, entry.row.id, { revision: 1 })
  await runSchedules(ctx, entry.row.id)
  t.equal((await stateOf(ctx, back)).state, 'done', 'whoever knew of it may go back')
})

t.test('what can not be done changes nothing, and stays visible with its reason', async (t) => {
  const { store, ctx, editor } = await house(t)
  const admin = await aContext(store, { roles: ['owner'] })
  const incomplete = await anEntry(ctx, { rating: 3 })
  const gone = await anEntry(ctx, { title: 'Gone' })
  const rival = await anEntry(editor, { title: 'Same', slug: 'same' })
  await aPublishedEntry(ctx, { title: 'Holder', slug: 'same' })
  const demoted = await aContext(store, { roles: ['editor'] })
  const disabled = await aContext(store, { roles: ['editor'] })
  const [theirs, others] = [await anEntry(ctx, { title: 'Theirs' }), await anEntry(ctx, { title: 'Others' })]
  const schedules = {
    invalid_entry: await aSchedule(ctx, incomplete.row.id),
    trashed: await aSchedule(ctx, gone.row.id),
    unique_taken: await aSchedule(editor, rival.row.id),
    lost_role: await aSchedule(demoted, theirs.row.id),
    lost_account: await aSchedule(disabled, others.row.id),
  }
  await trashEntry(ctx, gone.row.id)
  await changeUser(admin, demoted.actor.id ?? '', { roles: ['viewer'] })
  await changeUser(admin, disabled.actor.id ?? '', { status: 'disabled' })
  const before = await store.log.seq()
  for (const { id } of Object.values(schedules)) await makeDue(store, id)

  await runOverdueSchedules(ctx)

  t.equal(await store.log.seq(), before)
  const reasonOf = async (name: keyof typeof schedules) => (await stateOf(ctx, schedules[name].id)).reason
  t.match(await reasonOf('invalid_entry'), { code: 'invalid_entry', issues: [{ path: '/fields/title', code: 'required' }] })
  t.match(await reasonOf('trashed'), { code: 'trashed' })
  t.match(await reasonOf('unique_taken'), { code: 'unique_taken', issues: [{ path: '/fields/slug' }] })
  t.match(await reasonOf('lost_role'), { code: 'not_allowed', message: /may not/ })
  t.match(await reasonOf('lost_account'), { code: 'not_allowed', message: /account/ })
  for (const { id } of Object.values(schedules)) t.match(await stateOf(ctx, id), { state: 'failed', ranAt: Date })
  const runs = (await store.audit.list({ limit: 20 })).filter((row) => row.action === 'schedule.run')
  t.ok(runs.length === 5 && runs.every((row) => row.outcome === 'refused'))
  t.match((await getHome(editor)).failedSchedules, [{ row: { id: schedules.unique_taken.id }, title: 'Same', typeName: 'article' }])
  t.match((await getEntry(ctx, incomplete.row.id)).schedules, [{ row: { state: 'failed' } }])
})

t.test('after a time without workers everything is done in the order of its times', async (t) => {
  const { store, ctx } = await house(t)
  const entry = await anEntry(ctx)
  const [down, up] = [await aSchedule(ctx, entry.row.id, { action: 'unpublish' }), await aSchedule(ctx, entry.row.id)]
  await makeDue(store, up.id, 7_200)
  await makeDue(store, down.id, 3_600)

  await runJobs(ctx)

  const [first, second] = [await stateOf(ctx, up.id), await stateOf(ctx, down.id)]
  t.equal(first.seq, (second.seq ?? 0n) - 1n)
  t.equal((await getEntry(ctx, entry.row.id)).status, 'unpublished')
})

t.test('however many are at it at once, each schedule is done once', async (t) => {
  const { store, ctx } = await house(t)
  const entries = await Promise.all(['a', 'b', 'c', 'd'].map((title) => anEntry(ctx, { title })))
  const ids: string[] = []
  for (const { row } of entries) ids.push(await dueSchedule(ctx, row.id))
  const before = await store.log.seq()

  await Promise.all([1, 2, 3, 4, 5].map(() => runOverdueSchedules(ctx)))
  await runJobs(ctx)

  t.equal(await store.log.seq(), before + 4n)
  const states = await Promise.all(ids.map(async (id) => (await stateOf(ctx, id)).state))
  t.strictSame(states, ['done', 'done', 'done', 'done'])
  t.equal((await store.audit.list({ limit: 100 })).filter((row) => row.action === 'schedule.run').length, 4)
})

t.test('what is called off does not happen; called off while it runs, it happened or it did not', async (t) => {
  const { ctx } = await house(t)
  const entry = await anEntry(ctx)
  const off = await dueSchedule(ctx, entry.row.id)
  await cancelSchedule(ctx, entry.row.id, off)
  await cancelSchedule(ctx, entry.row.id, off)
  await runJobs(ctx)
  t.equal((await stateOf(ctx, off)).state, 'cancelled')
  t.equal((await getEntry(ctx, entry.row.id)).status, 'draft')

  for (let round = 0; round < 10; round += 1) {
    const other = await anEntry(ctx, { title: `Round ${round}` })
    const id = await dueSchedule(ctx, other.row.id)
    const [cancelled] = await Promise.allSettled([cancelSchedule(ctx, other.row.id, id), runSchedules(ctx, other.row.id)])
    const { state } = await stateOf(ctx, id)
    t.equal(state, cancelled?.status === 'fulfilled' ? 'cancelled' : 'done')
    t.equal((await getEntry(ctx, other.row.id)).status, state === 'done' ? 'published' : 'draft')
  }
  t.equal((await refusal(cancelSchedule(ctx, entry.row.id, 'nothing'))).code, 'not_found')
  const done = await dueSchedule(ctx, entry.row.id)
  await runSchedules(ctx, entry.row.id)
  t.equal((await refusal(cancelSchedule(ctx, entry.row.id, done))).code, 'already_done')
})

t.test('a time up to a minute ago is now, an earlier one is refused; so is what makes no sense, and leaves no trace', async (t) => {
  const { store, ctx } = await house(t)
  const entry = await anEntry(ctx)
  const ago = (seconds: number) => new Date(Date.now() - seconds * 1000).toISOString()
  const wrong: [wish: Partial<NewSchedule>, path: string][] = [
    [{ at: ago(70) }, '/at'],
    [{ at: '2026-02-30T10:00Z' }, '/at'],
    [{ at: '2036-02-20T10:00' }, '/timeZone'],
    [{ at: '2036-02-20T10:00', timeZone: 'Mars/Olympus' }, '/timeZone'],
    [{ locales: ['xx'] }, '/locales/0'],
    [{ revision: 2 }, '/revision'],
    [{ revision: 1, action: 'unpublish' }, '/revision'],
  ]
  for (const [wish, path] of wrong) {
    const refused = await refusal(aSchedule(ctx, entry.row.id, wish))
    t.match([refused.code, refused.issues], ['invalid_value', [{ path }]])
  }
  const viewer = await aContext(store, { roles: ['viewer'] })
  t.equal((await refusal(aSchedule(viewer, entry.row.id))).code, 'not_allowed')
  t.strictSame(await listEntrySchedules(ctx, entry.row.id), [])
  t.equal((await runSql(databaseOf(store), `select from graphile_worker.jobs where task_identifier like '%chedule%'`)).rowCount, 0)

  await aSchedule(ctx, entry.row.id, { at: ago(30) })
  await runJobs(ctx)
  t.equal((await getEntry(ctx, entry.row.id)).status, 'published')
})

t.test('a purged entry takes its schedules along; their jobs find nothing to do', async (t) => {
  const { store, ctx } = await house(t)
  const entry = await anEntry(ctx)
  const id = await dueSchedule(ctx, entry.row.id)
  await trashEntry(ctx, entry.row.id)
  await purgeEntry(ctx, entry.row.id)
  await runJobs(ctx)
  t.equal(await store.schedules.find(id), null)
})

t.test('the list over all entries has what one may read, from a time on and before another, page by page', async (t) => {
  const { store, ctx } = await house(t)
  const author = await aContext(store, { roles: ['author'] })
  const own = await anEntry(author, { title: 'Own' })
  const other = await anEntry(ctx, { title: 'Other' })
  const at = (day: number) => `2036-03-0${day}T10:00:00Z`
  const made = [
    await aSchedule(ctx, other.row.id, { at: at(3) }),
    await aSchedule(author, own.row.id, { at: at(1) }),
    await aSchedule(ctx, other.row.id, { at: at(2), action: 'unpublish' }),
  ]
  const list = (query: Partial<Parameters<typeof listSchedules>[1]> = {}) =>
    listSchedules(ctx, { from: null, to: null, state: null, after: undefined, limit: 10, ...query })

  t.match((await list()).schedules, [
    { row: { id: made[1]?.id }, title: 'Own' },
    { row: { id: made[2]?.id } },
    { row: { id: made[0]?.id } },
  ])
  t.equal((await list({ from: new Date(at(2)), to: new Date(at(3)) })).schedules.length, 1)
  t.equal((await list({ state: 'done' })).schedules.length, 0)
  const page = await list({ limit: 2 })
  t.match((await list({ limit: 2, after: page.next ?? '' })).schedules, [{ row: { id: made[0]?.id } }])
  t.equal((await refusal(list({ after: 'x' }))).code, 'cursor_invalid')
  t.equal((await getHome(author)).comingUp.length, 3, 'authors read all')
})
