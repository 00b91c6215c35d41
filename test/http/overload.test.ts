import { buildApp, shedOverload } from '@verso/http'
import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'

t.test(
  'a process that comes to nothing in time sends requests away, answers for its health, and takes them again afterwards',
  async (t) => {
    const app = buildApp()
    app.get('/health', async () => ({}))
    await app.register(async (scope) => {
      shedOverload(scope, { mostDelayMs: 40, except: [] })
      scope.get('/work', async () => ({}))
    })
    t.teardown(() => app.close())
    await app.ready()
    const status = async (url: string) => (await app.inject(url)).statusCode
    t.equal(await status('/work'), 200)

    // Works on and on, with breaks in which nothing but the next request comes through.
    const busy = setInterval(() => {
      const until = performance.now() + 150
      while (performance.now() < until);
    }, 1)
    // However slow the machine: it is too late sooner or later, and then says so.
    while ((await status('/work')) !== 503) await sleep(1)
    const shed = await app.inject('/work')
    if (shed.statusCode === 503) t.match([shed.json().code, shed.headers['retry-after']], ['overloaded', '1'])
    t.equal(await status('/health'), 200)

    clearInterval(busy)
    // It goes on, or this test never ends.
    while ((await status('/work')) !== 200) await sleep(20)
  },
)
