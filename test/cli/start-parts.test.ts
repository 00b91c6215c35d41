import path from 'node:path'
import t from 'tap'
import { emptyDatabase, testDatabase } from '../support/database.ts'
import { fetch } from '../support/held-fetch.ts'
import { runVerso } from '../support/run-verso.ts'
import { tempFolder } from '../support/temp-folder.ts'

t.test('what is named is served, and nothing else; each can be a process of its own beside the others', async (t) => {
  const dataDir = tempFolder(t)
  const variables = { VERSO_DATA_DIR: dataDir, VERSO_PORT: '0', VERSO_DRAIN_MS: '0', DATABASE_URL: await emptyDatabase(t) }
  const statusOf = async (url: string, path: string) => (await fetch(url + path)).status

  const content = runVerso(t, ['start', 'content-api'], variables)
  const contentUrl = await content.ready()
  const [admin, worker] = [runVerso(t, ['start', 'admin-api'], variables), runVerso(t, ['start', 'worker'], variables)]
  const [adminUrl, workerUrl] = await Promise.all([admin.ready(), worker.ready()])

  t.equal(await statusOf(contentUrl, '/content/v1/model'), 200)
  t.equal(await statusOf(contentUrl, '/admin/v1/setup'), 404)
  t.match(await (await fetch(`${contentUrl}/health/ready`)).json(), { status: 'ready', worker: false })
  t.equal(await statusOf(adminUrl, '/admin/v1/setup'), 200)
  t.equal(await statusOf(adminUrl, '/content/v1/model'), 404)
  t.match(await admin.line('SETUP '), /admin\/setup#token=/)
  t.match(await (await fetch(`${adminUrl}/health/ready`)).json(), { status: 'ready', worker: false })
  t.equal(await statusOf(workerUrl, '/content/v1/model'), 404)
  t.match(await (await fetch(`${workerUrl}/health/ready`)).json(), { status: 'ready', worker: true })
  for (const one of [contentUrl, adminUrl])
    t.match(await (await fetch(`${one}/media/0192aaaa-0000-7000-8000-000000000000/a.png`)).json(), {
      code: 'not_found',
      detail: 'There is no such file',
    })

  for (const { child } of [content, admin, worker]) child.kill('SIGTERM')
  for (const { ended } of [content, admin, worker]) {
    const { code, stdout } = await ended
    t.equal(code, 0)
    if (ended !== admin.ended) t.notMatch(stdout, /SETUP/)
  }
})

t.test('a whole server leaves the worker out where the configuration says so', async (t) => {
  const verso = runVerso(t, ['start', 'all'], {
    VERSO_DATA_DIR: tempFolder(t),
    VERSO_PORT: '0',
    VERSO_DRAIN_MS: '0',
    VERSO_WORKER: 'off',
    DATABASE_URL: await testDatabase(t),
  })
  t.match(await (await fetch(`${await verso.ready()}/health/ready`)).json(), { status: 'ready', worker: false })
})

t.test('servers of parts share the PostgreSQL that one of them has started', async (t) => {
  const variables = { VERSO_DATA_DIR: path.join(tempFolder(t), 'data'), VERSO_PORT: '0', VERSO_DRAIN_MS: '0' }
  const [content, worker] = [runVerso(t, ['start', 'content-api'], variables), runVerso(t, ['start', 'worker'], variables)]
  for (const url of await Promise.all([content.ready(), worker.ready()])) t.equal((await fetch(`${url}/health/ready`)).status, 200)
  content.child.kill('SIGTERM')
  worker.child.kill('SIGTERM')
  t.strictSame(
    (await Promise.all([content.ended, worker.ended])).map(({ code }) => code),
    [0, 0],
  )
})
