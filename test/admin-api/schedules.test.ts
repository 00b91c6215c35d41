import t from 'tap'
import { siteTypes } from '../support/a-site.ts'
import { runJobs } from '../support/run-jobs.ts'
import { testApp } from '../support/test-app.ts'

async function signedIn(t: Parameters<typeof testApp>[0]) {
  const { system, signInAs, base } = await testApp(t)
  await siteTypes(system)
  const editor = await signInAs('editor')
  const make = async (title: string) =>
    (await editor.ask('POST', '/entries', { type: 'page', fields: { title: { en: title, de: `${title} de` } } })).json()
  return { editor, viewer: await signInAs('viewer'), make, base }
}

t.test('a schedule is made, shown with the entry, listed and called off', async (t) => {
  const { editor, make } = await signedIn(t)
  const page = await make('Page')
  const path = `/entries/${page.id}/schedules`

  const made = await editor.ask('POST', path, { action: 'publish', at: '2036-12-01T09:00', timeZone: 'Europe/Berlin', locales: ['de'] })
  const schedule = made.json()
  t.equal(made.statusCode, 201)
  t.equal(made.headers.location, `/admin/v1${path}/${schedule.id}`)
  t.match(schedule, {
    entryId: page.id,
    action: 'publish',
    at: '2036-12-01T08:00:00.000Z',
    timeZone: 'Europe/Berlin',
    locales: ['de'],
    state: 'pending',
    createdBy: { id: editor.id },
  })
  t.notOk(['reason', 'ranAt', 'lateSeconds', 'seq', 'revision'].some((name) => name in schedule))
  const entry = (await editor.ask('GET', `/entries/${page.id}`)).json()
  t.strictSame(entry.schedules, [schedule])
  t.match(entry.locales, { de: { scheduledAt: '2036-12-01T08:00:00.000Z' } })
  t.notOk('scheduledAt' in entry.locales.en)

  const off = (await editor.ask('POST', path, { action: 'unpublish', at: '2036-12-02T00:00+01:00' })).json()
  t.match(off, { at: '2036-12-01T23:00:00.000Z', timeZone: null })
  t.match((await editor.ask('GET', path)).json(), { data: [schedule, off], page: { next: null } })
  t.strictSame((await editor.ask('GET', `${path}/${off.id}`)).json(), off)
  const listed = (await editor.ask('GET', '/schedules?from=2036-12-01T12:00:00Z&to=2037-01-01')).json()
  t.strictSame(listed.data, [{ ...off, entry: { id: page.id, type: 'page', title: 'Page' } }])

  t.equal((await editor.ask('DELETE', `${path}/${off.id}`)).statusCode, 204)
  t.equal((await editor.ask('DELETE', `${path}/${off.id}`)).statusCode, 204)
  t.match((await editor.ask('GET', `${path}/${off.id}`)).json(), { state: 'cancelled' })
  t.equal((await editor.ask('GET', `/entries/${page.id}`)).json().schedules.length, 1)
})

t.test('lists of entries can be asked for what is scheduled', async (t) => {
  const { editor, make } = await signedIn(t)
  const [one, two] = [await make('One'), await make('Two')]
  await editor.ask('POST', `/entries/${one.id}/schedules`, { action: 'publish', at: '2036-12-01T09:00Z' })
  const idsOf = async (filter: string) =>
    (await editor.ask('GET', `/entries?type=page&${filter}`)).json().data.map((row: { id: string }) => row.id)
  t.strictSame(await idsOf('filter[_scheduled]=true'), [one.id])
  t.strictSame(await idsOf('filter[_scheduled]=false'), [two.id])
})

t.test('what has run says when, how late, and why not', async (t) => {
  const { editor, make, base } = await signedIn(t)
  const [page, gone] = [await make('Page'), await make('Gone')]
  const at = new Date(Date.now() - 20_000).toISOString()
  const done = (await editor.ask('POST', `/entries/${page.id}/schedules`, { action: 'publish', at })).json()
  const failed = (await editor.ask('POST', `/entries/${gone.id}/schedules`, { action: 'publish', at })).json()
  await editor.ask('DELETE', `/entries/${gone.id}`)

  await runJobs(base)

  const shown = (await editor.ask('GET', `/entries/${page.id}/schedules/${done.id}`)).json()
  t.match(shown, { state: 'done', ranAt: String, seq: Number })
  t.ok(shown.lateSeconds >= 20 && shown.lateSeconds < 120)
  t.match((await editor.ask('GET', `/entries/${page.id}`)).json(), { status: 'published', schedules: [] })
  t.match((await editor.ask('GET', `/entries/${gone.id}`)).json(), {
    status: 'trashed',
    schedules: [{ id: failed.id, state: 'failed', code: 'trashed', reason: /trash/, ranAt: String }],
  })
  t.equal((await editor.ask('DELETE', `/entries/${gone.id}/schedules/${failed.id}`)).statusCode, 409)
  const home = (await editor.ask('GET', '/home')).json()
  t.match(home.failedSchedules, [{ id: failed.id, entry: { title: 'Gone' } }])
  t.match(home.latelyPublished, [{ id: page.id, title: 'Page', status: 'published', publishedAt: String }])
  t.strictSame(home.comingUp, [])
  t.strictSame(home.myDrafts, [])
})

t.test('wrong bodies are 400, what can not be is 422, what one may not do is 403', async (t) => {
  const { editor, viewer, make } = await signedIn(t)
  const page = await make('Page')
  const post = (body: object, who = editor) => who.ask('POST', `/entries/${page.id}/schedules`, body)
  const good = { action: 'publish', at: '2036-12-01T09:00Z' }
  for (const body of [
    {},
    { ...good, action: 'delete' },
    { ...good, at: 7 },
    { ...good, when: 'now' },
    { ...good, locales: [] },
    { ...good, revision: 0 },
  ])
    t.equal((await post(body)).statusCode, 400, JSON.stringify(body))
  t.match((await post({ ...good, at: '2020-01-01T09:00Z' })).json(), {
    status: 422,
    code: 'invalid_value',
    issues: [{ path: '/at', code: 'past' }],
  })
  t.match((await post({ ...good, at: '2036-12-01T09:00' })).json(), { status: 422, issues: [{ path: '/timeZone' }] })
  t.equal((await post(good, viewer)).statusCode, 403)
  t.equal((await editor.ask('POST', `/entries/nothing/schedules`, good)).statusCode, 404)
  t.equal((await editor.ask('GET', `/entries/${page.id}/schedules/nothing`)).statusCode, 404)
  for (const query of ['from=yesterday', 'to=2036-13-01', 'state=late', 'limit=0', 'after=x', 'sort=at'])
    t.equal((await editor.ask('GET', `/schedules?${query}`)).statusCode, 400, query)
  t.equal((await viewer.ask('GET', `/entries/${page.id}/schedules`)).statusCode, 200)
})
