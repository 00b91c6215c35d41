import { buildApp, type Health, healthRoutes, problemStatuses } from '@verso/http'
import { problemCodes } from '@verso/contract'
import t, { type Test } from 'tap'

async function anApp(t: Test, health: () => Promise<Health>) {
  const app = buildApp()
  app.register(healthRoutes, { health, hasWorker: false })
  t.teardown(() => app.close())
  await app.ready()
  return app
}

t.test('alive is said without asking anything, ready only when everything answers', async (t) => {
  let state: Health = 'starting'
  const app = await anApp(t, async () => state)
  t.equal((await app.inject('/health/live')).statusCode, 200)
  const starting = await app.inject('/health/ready')
  t.match([starting.statusCode, starting.json(), starting.headers['retry-after']], [503, { status: 'starting' }, '1'])
  state = 'ready'
  await new Promise((resolve) => setTimeout(resolve, 1050))
  t.same((await app.inject('/health/ready')).json(), { status: 'ready', worker: false })
})

t.test('a crowd that asks for readiness asks the database once', async (t) => {
  let asked = 0
  const app = await anApp(t, async () => {
    asked += 1
    return 'ready'
  })
  await Promise.all(Array.from({ length: 20 }, () => app.inject('/health/ready')))
  t.equal(asked, 1)
})

t.test('every code of a problem has a status', (t) => {
  t.same(Object.keys(problemStatuses).sort(), Object.keys(problemCodes).sort())
  t.end()
})
