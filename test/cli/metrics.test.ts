import { createSchedule, publishEntry, systemContext } from '@verso/core'
import { createOutbound } from '@verso/outbound'
import { buildApp } from '@verso/http'
import t from 'tap'
import { createMetrics, listenForMetrics, metricsRoute } from '../../apps/cli/src/metrics.ts'
import { anEntry, aType } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'
import { aReceiver } from '../support/receiver.ts'
import { runVerso } from '../support/run-verso.ts'
import { tempFolder } from '../support/temp-folder.ts'
import { webhookHouse } from '../support/webhook-house.ts'

const token = 'figures-for-the-house'

t.test('figures tell what waits, how long, and what fails', async (t) => {
  const house = await webhookHouse(t)
  const { base, system, store } = house
  await aType(system)
  const { row } = await anEntry(system, { title: 'Hello' })
  const receiver = await aReceiver(t, (response) => response.writeHead(500).end())
  const hook = await house.hook({ name: 'A "site"', url: receiver.url })
  await publishEntry(system, row.id, {})
  const inAnHour = new Date(base.now().getTime() + 3_600_000).toISOString()
  await createSchedule(systemContext(base), row.id, { action: 'unpublish', at: inAnHour })
  await store.transaction((tx) => tx.jobs.add({ task: 'removeFiles', payload: { hashes: [] } }))

  const metrics = await createMetrics(base)
  const outbound = createOutbound({ allow: ['127.0.0.0/8'] })
  t.teardown(outbound.close)
  await metrics.counting(outbound.post)(receiver.url, { headers: {}, body: '' })
  const text = await metrics.read()

  const labels = `{id="${hook.id}",name="A \\"site\\""}`
  t.match(text, `verso_webhook_lag_events${labels} 1\n`)
  t.match(text, `verso_webhook_failures${labels} 0\n`)
  t.match(text, `verso_webhook_state{id="${hook.id}",name="A \\"site\\"",state="active"} 1\n`)
  t.match(text, 'verso_schedules_pending 1\n')
  t.match(text, 'verso_schedules_overdue 0\n')
  t.match(text, 'verso_jobs_waiting{task="removeFiles"} 1\n')
  t.match(text, 'verso_webhook_attempts_total{outcome="failed"} 1\n')
  t.match(text, 'verso_database_up 1\n')
  t.match(text, /^process_resident_memory_bytes \d+$/m)
  t.match(text, `verso_seq ${await store.log.seq()}\n`)
  t.notMatch(text, 'Hello')

  house.clock.offsetMs = 2 * 3_600_000
  t.match(await metrics.read(), 'verso_schedules_overdue 1\n')
})

t.test('without a database what is known of the process is told', async (t) => {
  const { base } = await webhookHouse(t)
  const gone = async () => {
    throw new Error('The database is away')
  }
  const { log, schedules } = base.store
  const store = { ...base.store, ping: gone, log: { ...log, seq: gone }, schedules: { ...schedules, figures: gone } }
  const metrics = await createMetrics({ ...base, store })
  const text = await metrics.read()
  t.match(text, 'verso_database_up 0\n')
  t.match(text, /^process_cpu_seconds_total /m)
  t.notMatch(text, /^verso_(seq|schedules_pending) /m)
})

t.test('a figure that takes too long is left out alone, and pages of sites are never counted', async (t) => {
  const { base } = await webhookHouse(t)
  const { sites, schedules } = base.store
  await base.store.transaction((tx) => tx.sites.noteBuild('shop', { seq: 0n, url: null, at: base.now() }))
  const never = () => new Promise<never>(() => {})
  const store = { ...base.store, sites: { ...sites, list: never }, schedules: { ...schedules, figures: never } }
  const text = await (await createMetrics({ ...base, store })).read()
  t.match(text, 'verso_database_up 1\n')
  t.match(text, /^verso_seq \d+$/m)
  t.match(text, /^verso_site_lag_events\{site="shop"\} \d+$/m)
  t.notMatch(text, /^verso_schedules_pending /m)
})

t.test('on the main port they are for whoever has the token, on one of their own for this machine', async (t) => {
  const { base } = await webhookHouse(t)
  const metrics = await createMetrics(base)
  const app = buildApp()
  app.register(metricsRoute(metrics, token))
  t.teardown(() => app.close())
  const ask = async (authorization?: string) =>
    (await app.inject({ url: '/metrics', headers: authorization === undefined ? {} : { authorization } })).statusCode
  t.same([await ask(), await ask('Bearer another-token-that-is-long'), await ask(`Bearer ${token}`)], [401, 401, 200])

  const { url, close } = await listenForMetrics(metrics, 0)
  t.teardown(close)
  const reply = await fetch(url)
  t.match([reply.status, reply.headers.get('content-type')], [200, /^text\/plain; version=0\.0\.4/])
  t.equal((await fetch(url.replace('/metrics', '/'))).status, 404)
  await t.rejects(listenForMetrics(metrics, Number(new URL(url).port)), { message: /VERSO_METRICS_PORT/ })
})

t.test('a server has them only where they are asked for', async (t) => {
  const variables = { DATABASE_URL: await testDatabase(t), VERSO_DATA_DIR: tempFolder(t), VERSO_PORT: '0', VERSO_DRAIN_MS: '0' }
  const plain = runVerso(t, ['start', 'worker'], variables)
  t.equal((await fetch(`${await plain.ready()}/metrics`)).status, 404)
  const watched = runVerso(t, ['start', 'worker'], { ...variables, VERSO_METRICS_TOKEN: token })
  const reply = await fetch(`${await watched.ready()}/metrics`, { headers: { authorization: `Bearer ${token}` } })
  t.equal(reply.status, 200)
  t.match(await reply.text(), 'verso_database_up 1\n')
})
