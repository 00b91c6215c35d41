import { existsSync } from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import t from 'tap'
import { fetch } from '../support/held-fetch.ts'
import { runVerso } from '../support/run-verso.ts'
import { emptyDatabase, testDatabase } from '../support/database.ts'
import { tempFolder } from '../support/temp-folder.ts'

t.test('a first start makes everything, says where to begin, and ends cleanly on SIGTERM; a second one finds it again', async (t) => {
  const dataDir = path.join(tempFolder(t), 'data')
  const variables = { VERSO_DATA_DIR: dataDir, VERSO_PORT: '0', VERSO_DRAIN_MS: '100' }
  const verso = runVerso(t, ['start'], variables)

  const setup = await verso.line('SETUP ')
  const url = await verso.ready()
  t.match(setup, /^SETUP http:\/\/127\.0\.0\.1:\d+\/admin\/setup#token=[A-Za-z0-9_-]{43}$/)
  t.match(await (await fetch(`${url}/health/ready`)).json(), { status: 'ready', worker: true })
  t.equal((await fetch(`${url}/content/v1/model`)).headers.get('content-type')?.startsWith('application/json'), true)
  t.match(await (await fetch(`${url}/admin/v1/setup`)).json(), { needed: true })

  verso.child.kill('SIGTERM')
  t.equal((await verso.ended).code, 0)
  await t.rejects(fetch(url))

  const again = runVerso(t, ['start'], variables)
  await again.ready()
  t.not(await again.line('SETUP '), setup, 'each start makes a fresh link')

  const beside = runVerso(t, ['start'], variables)
  const refused = await beside.ended
  t.equal(refused.code, 1)
  t.match(refused.stderr, /^The data folder .* is in use by another Verso\..*\n$/)

  const status = await runVerso(t, ['migrate', 'status', '--json'], variables).ended
  t.equal(status.code, 0, 'a command works beside the server')
  t.match(JSON.parse(status.stdout), { pending: [], failed: [], unknown: [] })

  again.child.kill('SIGINT')
  t.equal((await again.ended).code, 0)
})

t.test('after a SIGKILL the next start just works, and a second signal ends a server at once', async (t) => {
  const variables = { VERSO_DATA_DIR: path.join(tempFolder(t), 'data'), VERSO_PORT: '0', VERSO_DRAIN_MS: '9000' }
  const killed = runVerso(t, ['start'], variables)
  await killed.ready()
  killed.child.kill('SIGKILL')
  await killed.ended

  const next = runVerso(t, ['start'], variables)
  await next.ready()
  next.child.kill('SIGTERM')
  await next.line('SIGTERM')
  next.child.kill('SIGTERM')
  const { code } = await next.ended
  t.equal(code, 1)
})

t.test('a port in use is one sentence, and nothing is made', async (t) => {
  const holder = net.createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => holder.once('listening', resolve))
  t.teardown(() => holder.close())
  const { port } = holder.address() as net.AddressInfo
  const dataDir = path.join(tempFolder(t), 'data')

  const { code, stdout, stderr } = await runVerso(t, ['start'], { VERSO_DATA_DIR: dataDir, VERSO_PORT: String(port) }).ended

  t.equal(code, 1)
  t.equal(stdout, '')
  t.match(stderr, new RegExp(`^Port ${port} is already in use on 127\\.0\\.0\\.1\\..*\\n$`))
  t.notOk(existsSync(dataDir))
})

t.test('wrong variables are told together and nothing is made', async (t) => {
  const dataDir = path.join(tempFolder(t), 'data')
  const { code, stderr } = await runVerso(t, ['start'], { VERSO_DATA_DIR: dataDir, VERSO_PORT: 'x', VERSO_COLOUR: 'red' }).ended
  t.equal(code, 1)
  t.match(stderr, /VERSO_COLOUR is not a variable of Verso/)
  t.match(stderr, /VERSO_PORT is "x"/)
  t.notOk(existsSync(dataDir))
})

t.test('a database that can not be reached is one sentence', async (t) => {
  const { code, stderr } = await runVerso(t, ['start'], {
    VERSO_DATA_DIR: tempFolder(t),
    VERSO_PORT: '0',
    DATABASE_URL: 'postgresql://verso:hidden@127.0.0.1:1/verso',
  }).ended
  t.equal(code, 1)
  t.equal(stderr, `The database verso at 127.0.0.1:1 can't be used: nothing listens there.\n`)
})

t.test('a data folder that can not be written to is one sentence', async (t) => {
  const { code, stderr } = await runVerso(t, ['start'], { VERSO_DATA_DIR: '/proc/verso', VERSO_PORT: '0' }).ended
  t.equal(code, 1)
  t.match(stderr, /^The data folder \/proc\/verso can't be written to\..*\n$/)
})

t.test('on a database of its own no PostgreSQL is started, and the owner of the configuration is made', async (t) => {
  const dataDir = tempFolder(t)
  const owner = { VERSO_OWNER_EMAIL: 'ada@example.org', VERSO_OWNER_PASSWORD: 'a sentence nobody guesses' }
  const verso = runVerso(t, ['start'], {
    VERSO_DATA_DIR: dataDir,
    VERSO_PORT: '0',
    VERSO_DRAIN_MS: '0',
    DATABASE_URL: await emptyDatabase(t),
    ...owner,
  })
  const url = await verso.ready()
  t.match(await (await fetch(`${url}/admin/v1/setup`)).json(), { needed: false })
  t.notOk(existsSync(path.join(dataDir, 'postgres')))
  verso.child.kill('SIGTERM')
  const { code, stdout } = await verso.ended
  t.equal(code, 0)
  t.notMatch(stdout, /SETUP/)
})

t.test('a secret that is not the one of the database stops the start', async (t) => {
  const variables = { VERSO_PORT: '0', VERSO_DRAIN_MS: '0', DATABASE_URL: await testDatabase(t) }
  const first = runVerso(t, ['start'], { ...variables, VERSO_DATA_DIR: tempFolder(t) })
  await first.ready()
  first.child.kill('SIGTERM')
  await first.ended
  const { code, stderr } = await runVerso(t, ['start'], { ...variables, VERSO_DATA_DIR: tempFolder(t) }).ended
  t.equal(code, 1)
  t.match(stderr, /^This secret is not the one that the database was first started with\..*\n$/)
})

t.test('wrong use exits with 2, what was asked for with 0', async (t) => {
  t.equal((await runVerso(t, ['begin']).ended).code, 2)
  t.equal((await runVerso(t, ['start', '--fast']).ended).code, 2)
  t.equal((await runVerso(t, ['start', 'content']).ended).code, 2)
  const { code, stdout } = await runVerso(t, ['--version']).ended
  t.equal(code, 0)
  t.match(stdout, /^\d+\.\d+\.\d+\n$/)
})
