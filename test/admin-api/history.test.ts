import t from 'tap'
import { siteTypes } from '../support/a-site.ts'
import { runJobs } from '../support/run-jobs.ts'
import { testApp } from '../support/test-app.ts'

t.test('points get names and lose them, by those who are trusted with the settings', async (t) => {
  const { store, system, signInAs } = await testApp(t)
  await siteTypes(system)
  const [owner, editor] = [await signInAs('owner'), await signInAs('editor')]
  const seq = Number(await store.log.seq())

  const made = await owner.ask('POST', '/snapshots', { name: 'Spring', description: 'As it was printed' })
  t.equal(made.statusCode, 201)
  const { id } = made.json()
  t.equal(made.headers.location, `/admin/v1/snapshots/${id}`)
  t.match(made.json(), {
    id: String,
    name: 'Spring',
    description: 'As it was printed',
    seq,
    createdAt: String,
    createdBy: { id: owner.id },
  })
  t.same((await owner.ask('GET', '/snapshots')).json().data, [made.json()])
  t.match((await owner.ask('POST', '/snapshots', { name: 'Spring' })).json(), { status: 409, code: 'name_taken' })
  t.match((await owner.ask('POST', '/snapshots', { name: 'Soon', seq: seq + 1 })).json(), { status: 422, issues: [{ path: '/seq' }] })
  for (const body of [{}, { name: '' }, { name: 'a', seq: -1 }, { name: 'a', seq: '1' }, { name: 'a', at: 'now' }])
    t.equal((await owner.ask('POST', '/snapshots', body)).statusCode, 400)
  for (const reply of [
    await editor.ask('GET', '/snapshots'),
    await editor.ask('POST', '/snapshots', { name: 'Mine' }),
    await editor.ask('DELETE', `/snapshots/${id}`),
    await editor.ask('GET', '/history'),
  ])
    t.equal(reply.statusCode, 403)

  t.equal((await owner.ask('DELETE', `/snapshots/${id}`)).statusCode, 204)
  t.equal((await owner.ask('DELETE', `/snapshots/${id}`)).statusCode, 404)
  t.same((await owner.ask('GET', '/snapshots')).json().data, [])
})

t.test('the worker compacts by the setting, and the API says how far back everything can be read', async (t) => {
  const { store, system, clock, signInAs } = await testApp(t)
  await siteTypes(system)
  const owner = await signInAs('owner')
  t.same((await owner.ask('GET', '/history')).json(), { horizon: 0, historyDays: null, compaction: null })
  t.equal((await owner.ask('PATCH', '/settings', { historyDays: 30 })).json().historyDays, 30)
  t.match((await owner.ask('PATCH', '/settings', { historyDays: 0 })).json(), { status: 422, issues: [{ path: '/historyDays' }] })

  clock.offsetMs = 40 * 24 * 60 * 60 * 1000
  await store.transaction((tx) => tx.jobs.add({ task: 'keepHouse', payload: {} }))
  await runJobs(system)
  await runJobs(system)
  const later = await signInAs('owner')
  t.match((await later.ask('GET', '/history')).json(), {
    horizon: Number(await store.log.seq()),
    historyDays: 30,
    compaction: { state: 'done', startedAt: String, endedAt: String },
  })
})
