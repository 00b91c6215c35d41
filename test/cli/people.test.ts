import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { createType } from '@verso/core'
import { diskStore } from '@verso/media'
import { chmodSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import t, { type Test } from 'tap'
import { readConfig } from '../../apps/cli/src/config.ts'
import { checkConfiguration } from '../../apps/cli/src/doctor/check-configuration.ts'
import { aContext } from '../support/builders.ts'
import { testDatabase } from '../support/database.ts'
import { runVerso } from '../support/run-verso.ts'
import { tempFolder } from '../support/temp-folder.ts'
import { storeOn } from '../support/test-store.ts'
import { others } from '../support/planted-secrets.ts'

const ada = 'ada@example.org'

async function aHouse(t: Test) {
  const url = await testDatabase(t)
  const dataDir = tempFolder(t)
  const run = (args: string[], variables: Record<string, string> = {}) =>
    runVerso(t, args, { DATABASE_URL: url, VERSO_DATA_DIR: dataDir, ...variables }).ended
  const json = async (args: string[], variables: Record<string, string> = {}) => {
    const { code, stdout, stderr } = await run([...args, '--json'], variables)
    return { code, found: stdout === '' ? stderr : JSON.parse(stdout) }
  }
  const create = (email: string, ...roles: string[]) =>
    json(['users', 'create', '--email', email, '--role', ...roles, '--password-stdin'], { input: 'otters juggle lanterns\n' })
  return { url, dataDir, run, json, create, store: await storeOn(t, url) }
}

t.test('people: made, given roles, shut out and sent a link', { timeout: 300_000 }, async (t) => {
  const { run, json, create } = await aHouse(t)
  t.match(await create(ada, 'owner'), { code: 0, found: { email: ada, roles: ['owner'] } })
  t.match(await json(['users', 'disable', ada]), { code: 1, found: { error: { message: /last owner/ } } })
  t.match(await json(['users', 'reset', ada], { VERSO_PUBLIC_URL: 'https://cms.example.org' }), {
    code: 0,
    found: { url: /^https:\/\/cms\.example\.org\/admin\/new-password#token=[\w-]{43}$/ },
  })
  t.match(await json(['users', 'reset-second-factor', ada]), { code: 0, found: { email: ada } })
  await create('bo@example.org', 'author')
  t.match(await json(['users', 'roles', 'bo@example.org', 'editor', 'viewer']), { code: 0, found: { roles: ['editor', 'viewer'] } })
  const { found } = await json(['users', 'list'])
  t.match(others(found), [{ email: ada, status: 'active' }, { roles: ['editor', 'viewer'] }])
  t.equal((await run(['users', 'roles'])).code, 2)
})

t.test('tokens: made for a person, rotated and revoked; a secret is said once', { timeout: 300_000 }, async (t) => {
  const { run, json, create, store } = await aHouse(t)
  await createType(await aContext(store), { name: 'article', fields: [{ name: 'title', kind: 'text' }] })
  await create(ada, 'owner')
  const made = await run(['tokens', 'create', '--for', ada, '--name', 'Site', '--type', 'article'])
  t.match(made, { code: 0, stdout: /^vct_[0-9a-f]{32}_[\w-]{43}\n$/ })
  const id = (await store.tokens.list()).find(({ name }) => name === 'Site')?.id ?? ''
  t.match(await json(['tokens', 'rotate', id, '--overlap', '60']), { code: 0, found: { id, token: /^vct_/ } })
  t.match(await json(['tokens', 'revoke', id]), { code: 0, found: { revoked: id } })
  const { found } = await json(['tokens', 'list'])
  t.match(others(found), [{ id, name: 'Site', kind: 'content', revokedAt: String }])
  t.notMatch(JSON.stringify(found), made.stdout.trim().slice(-43))
  t.equal((await run(['tokens', 'create', '--name', 'x', '--kind', 'king'])).code, 2)
})

t.test('roles: made, shown, edited and deleted from JSON; a wrong one is told with its places', { timeout: 300_000 }, async (t) => {
  const { json, run, store, dataDir } = await aHouse(t)
  await createType(await aContext(store), { name: 'article', fields: [{ name: 'title', kind: 'text', localized: true }] })
  const file = path.join(dataDir, 'role.json')
  writeFileSync(
    file,
    JSON.stringify({ name: 'Translator', rules: [{ actions: ['read', 'edit'], types: ['article'], fields: { write: ['title'] } }] }),
  )
  t.match(await json(['roles', 'create', file]), { code: 0, found: { name: 'translator', rules: [{ types: ['article'] }] } })
  const edited = await json(['roles', 'edit', 'translator', '-'], { input: '{"label":"Translators"}' })
  t.match(edited, { code: 0, found: { label: 'Translators', rules: [{ fields: { write: ['title'] } }] } })
  t.same((await json(['roles', 'show', 'translator'])).found, edited.found)
  const wrong = await run(['roles', 'edit', 'translator', '-'], { input: '{"rules":[{"actions":"read"}],"more":1}' })
  t.match(wrong, { code: 1, stderr: /\/more There is no such member[\s\S]*\/rules\/0\/actions/ })
  t.match(await json(['roles', 'edit', 'owner', '-'], { input: '{"label":"X"}' }), { code: 1 })
  t.match(await json(['roles', 'delete', 'translator']), { code: 0, found: { deleted: 'translator' } })
  t.equal((await run(['roles', 'show', 'translator'])).code, 1)
})

t.test(
  'reset-second-factor: takes factor, passkeys and sessions away, and says so in the audit; for nobody else',
  { timeout: 300_000 },
  async (t) => {
    const { json, create, store } = await aHouse(t)
    await create(ada, 'owner')
    const id = (await store.users.findByEmail(ada))?.id ?? ''
    const secret = randomBytes(40)
    const [at, expiresAt] = [new Date(), new Date(Date.now() + 3_600_000)]
    await store.transaction(async (tx) => {
      await tx.secondFactors.begin(id, secret, at)
      await tx.secondFactors.confirm(id, secret, at)
    })
    const sessionId = randomUUID()
    const device = { device: null, address: null }
    await store.sessions.create({
      id: sessionId,
      userId: id,
      refreshHash: randomBytes(32),
      ...device,
      createdAt: at,
      lastSeenAt: at,
      expiresAt,
      endedAt: null,
    })
    t.equal((await store.users.find(id))?.hasSecondFactor, true)
    t.match(await json(['users', 'reset-second-factor', 'nobody@example.org']), { code: 1 })
    t.match(await json(['users', 'reset-second-factor', ada]), { code: 0, found: { id, email: ada } })
    t.equal((await store.users.find(id))?.hasSecondFactor, false)
    t.equal((await store.sessions.find(sessionId))?.endedAt === null, false, 'nobody stays signed in by it')
    const told = await store.audit.list({ limit: 10, filter: { action: 'second_factor.reset' } })
    t.match(told, [{ actorKind: 'system', targetId: id }])
    t.equal(told.length, 1)
  },
)

const secretText = randomBytes(32).toString('base64url')
const verdictsOf = (variables: Record<string, string>) =>
  Object.fromEntries(
    checkConfiguration(readConfig({ VERSO_SECRET: secretText, ...variables })).map(({ check, verdict }) => [check, verdict]),
  )

t.test('doctor: each weakness of a configuration is told', async (t) => {
  t.same(verdictsOf({}), {
    files: 'ok',
    secret: 'ok',
    address: 'ok',
    proxies: 'ok',
    mail: 'note',
    outbound: 'ok',
    cors: 'ok',
    'rate limits': 'ok',
  })
  t.match(verdictsOf({ VERSO_HOST: '0.0.0.0' }), { address: 'finding' })
  t.match(verdictsOf({ VERSO_HOST: '0.0.0.0', VERSO_PUBLIC_URL: 'https://cms.example.org' }), { address: 'ok', proxies: 'note' })
  t.match(verdictsOf({ VERSO_RATE_LIMIT: 'off', VERSO_OUTBOUND_ALLOW: '10.0.0.0/8' }), { 'rate limits': 'finding', outbound: 'note' })
  t.match(verdictsOf({ VERSO_TRUSTED_PROXIES: '0.0.0.0/0', VERSO_OUTBOUND_ALLOW: '::/0' }), { proxies: 'finding', outbound: 'finding' })
})

t.test('doctor: exits with 1 when something is to be mended, in the configuration or in the database', { timeout: 300_000 }, async (t) => {
  const { json, run, create, dataDir } = await aHouse(t)
  await create(ada, 'owner')
  t.match(await json(['doctor']), { code: 0, found: { ok: true } })
  await run(['tokens', 'create', '--for', ada, '--name', 'Robot', '--kind', 'admin', '--expires', 'never'])
  chmodSync(path.join(dataDir, 'secret'), 0o644)
  const { code, stdout } = await run(['doctor'], { VERSO_HOST: '0.0.0.0' })
  t.equal(code, 1)
  for (const line of [
    'FINDING  secret: others can read',
    'FINDING  owners: without',
    'FINDING  tokens: never expire: Robot',
    'ok       audit: ',
    'ok       role: works on the database as verso_app_',
    'ok       instance: ',
    'pg_trgm: ',
  ])
    t.ok(stdout.includes(line), line)
})

t.test('doctor files: what is stored is held against what is named', { timeout: 200_000 }, async (t) => {
  const { run, dataDir } = await aHouse(t)
  const files = diskStore(path.join(dataDir, 'media'))
  const bytes = randomBytes(20)
  const temp = await files.tempFile()
  writeFileSync(temp, bytes)
  await files.put(createHash('sha256').update(bytes).digest('hex'), temp)
  writeFileSync(await files.tempFile(), bytes)
  t.match(await run(['doctor', 'files']), { code: 1, stdout: 'rows=0 files=1 missing=0 orphans=1 temp=1\n' })
})
