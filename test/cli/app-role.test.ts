import { createEntry, createType, systemContext, verifyAudit } from '@verso/core'
import { createStore, deployMigrations, findAppRole, makeAppRole } from '@verso/data'
import { randomBytes } from 'node:crypto'
import path from 'node:path'
import pg from 'pg'
import t, { type Test } from 'tap'
import { aContext } from '../support/builders.ts'
import { emptyDatabase } from '../support/database.ts'
import { fetch } from '../support/held-fetch.ts'
import { runVerso } from '../support/run-verso.ts'
import { tempFolder } from '../support/temp-folder.ts'
import { runSql } from '../support/test-server.ts'

const migrationsDir = path.resolve(import.meta.dirname, '../../prisma/migrations')
const password = 'a password of a role of a test'

/** An empty database that belongs to a role of its own. */
async function ownedDatabase(t: Test, attributes: string): Promise<string> {
  const url = await emptyDatabase(t)
  const database = new URL(url).pathname.slice(1)
  const owner = `${database}_owner`
  await runSql(url, `create role "${owner}" login password '${password}' ${attributes}; alter database "${database}" owner to "${owner}"`)
  t.teardown(async () => {
    const server = new URL(url)
    server.pathname = '/postgres'
    await runSql(server.href, `drop database if exists "${database}" with (force)`)
    await runSql(server.href, `drop role if exists "verso_app_${database}"`)
    await runSql(server.href, `drop role if exists "${owner}"`)
  })
  return as(url, owner)
}

function as(url: string, user: string): string {
  const other = new URL(url)
  other.username = user
  other.password = password
  return other.href
}

async function refused(client: pg.Client, statement: string): Promise<string> {
  return client.query(statement).then(
    () => 'done',
    (error: pg.DatabaseError) => error.code ?? 'failed',
  )
}

/** What a server does with its role: content, jobs and the seal of the audit work; what is written can't be taken back. */
async function judgeRole(t: Test, connectionString: string, ownersConnectionString: string): Promise<void> {
  const store = await createStore({ connectionString, ownersConnectionString })
  t.teardown(() => store.close())
  const ctx = await aContext(store)
  await createType(ctx, { name: 'article', fields: [{ name: 'title', kind: 'text', indexed: true }] })
  await createEntry(ctx, { type: 'article', fields: { title: 'One' } })
  t.equal(await store.indexes.reconcile(), true, 'indexes are built by who owns the tables')
  t.match(await verifyAudit(systemContext(ctx)), { found: null })
  t.equal(await store.auditChain.isInsertOnly(), true)

  const client = new pg.Client({ connectionString })
  await client.connect()
  t.teardown(() => client.end())
  for (const statement of [
    `update "AuditEvent" set action = 'nothing'`,
    `update "AuditEvent" set before = null`,
    'delete from "AuditEvent"',
    'truncate "AuditEvent"',
    'update "AuditHead" set position = 0',
    'delete from "Erasure"',
    'drop table "AuditEvent"',
    'alter table "AuditEvent" disable trigger all',
    `insert into "AuditEvent" (at, action, "actorKind", "targetKind", outcome, "position", seal) values (now(), 'a.b', 'system', 'test', 'done', 9, '')`,
    `create or replace function audit_seal(previous bytea, e "AuditEvent") returns bytea language sql as $$ select ''::bytea $$`,
    `create table x (id int)`,
  ])
    t.equal(await refused(client, statement), '42501', statement)
  const [{ id }] = (await client.query(`select gen_random_uuid() as id`)).rows as [{ id: string }]
  t.equal(
    await refused(client, `select erase_audit_values('${id}', '{entry}', '{x}')`),
    'P0001',
    'nothing is erased without a record of it',
  )
  t.match(await verifyAudit(systemContext(ctx)), { found: null })
}

t.test('a database that belongs to a role which may make roles: a role of the server’s own is made, found again, and mended', async (t) => {
  const owner = await ownedDatabase(t, 'createrole')
  await deployMigrations({ connectionString: owner, migrationsDir })
  const wish = { connectionString: owner, password: 'one' }
  t.equal(await findAppRole(wish), null)
  const [first, second] = await Promise.all([makeAppRole(wish), makeAppRole(wish)])
  t.same(first, second, 'two at once make one')
  t.same(await findAppRole(wish), first)
  if ('reason' in first) return t.fail(first.reason)
  await judgeRole(t, first.connectionString, owner)

  t.equal(await findAppRole({ ...wish, password: 'another' }), null)
  t.notOk('reason' in (await makeAppRole({ ...wish, password: 'another' })), 'who owns the database says what the password is')
  await runSql(owner, 'create table "Novelty" (id int)')
  t.equal(await findAppRole({ ...wish, password: 'another' }), null, 'a table that is new wants rights that are new')
  const mended = await makeAppRole({ ...wish, password: 'another' })
  t.same(await findAppRole({ ...wish, password: 'another' }), mended)
})

t.test('who may not make roles works on as the owner, and hears why', async (t) => {
  const owner = await ownedDatabase(t, 'nocreaterole')
  const variables = { DATABASE_URL: owner, VERSO_DATA_DIR: tempFolder(t), VERSO_PORT: '0', VERSO_DRAIN_MS: '0' }
  const verso = runVerso(t, ['start'], variables)
  const url = await verso.ready()
  t.equal((await fetch(`${url}/content/v1/model`)).status, 200)
  t.match(verso.said(), /rows of the audit from being changed: permission denied to create role/)
})

t.test('a role of that name that somebody else has made is let alone', async (t) => {
  const owner = await ownedDatabase(t, 'createrole')
  await deployMigrations({ connectionString: owner, migrationsDir })
  const role = `verso_app_${new URL(owner).pathname.slice(1)}`
  await runSql(owner, `create role "${role}" login password 'theirs'`)
  t.match(await makeAppRole({ connectionString: owner, password: 'ours' }), {
    reason: `there is a role "${role}" already that Verso has not made`,
  })
  t.equal(await findAppRole({ connectionString: owner, password: 'ours' }), null)
})

t.test(
  'a role beside an owner: servers work as the one, migrate as the other; an own server works as its own role',
  { timeout: 200_000 },
  async (t) => {
    const owner = await ownedDatabase(t, 'nocreaterole')
    const role = `verso_app_${new URL(owner).pathname.slice(1)}`
    await runSql(await emptyDatabase(t), `create role "${role}" login password '${password}'`)
    const variables = {
      DATABASE_URL: as(owner, role),
      VERSO_MIGRATE_URL: owner,
      VERSO_WORKER: 'off',
      VERSO_DATA_DIR: tempFolder(t),
      VERSO_PORT: '0',
      VERSO_DRAIN_MS: '0',
    }
    const verso = runVerso(t, ['start'], variables)
    await verso.ready()
    t.notMatch(verso.said(), /audit/)
    await judgeRole(t, as(owner, role), owner)

    const alone = runVerso(t, ['start', 'content-api'], { ...variables, VERSO_MIGRATE_URL: '' })
    t.match(await alone.ended, { code: 1, stderr: /VERSO_MIGRATE_URL/ })
    const { VERSO_MIGRATE_URL: _, ...without } = variables
    await runVerso(t, ['start', 'content-api'], without).ready()

    const superusers = await emptyDatabase(t)
    const whole = runVerso(t, ['start'], { ...without, DATABASE_URL: superusers, VERSO_DATA_DIR: tempFolder(t) })
    await whole.ready()
    t.notMatch(whole.said(), /audit/)
    const { rows } = await runSql(
      superusers,
      `select distinct usename from pg_stat_activity where datname = current_database() and application_name like 'verso%'`,
    )
    t.same(rows, [{ usename: `verso_app_${new URL(superusers).pathname.slice(1)}` }])
  },
)

t.test(
  'the embedded PostgreSQL: the server works as a role of its own, also beside others and when it is started again',
  { timeout: 200_000 },
  async (t) => {
    const variables = { VERSO_DATA_DIR: path.join(tempFolder(t), 'data'), VERSO_PORT: '0', VERSO_DRAIN_MS: '0' }
    for (const _ of ['first', 'again']) {
      const verso = runVerso(t, ['start'], variables)
      await verso.ready()
      t.notMatch(verso.said(), /audit/)
      verso.child.kill('SIGTERM')
      t.equal((await verso.ended).code, 0)
    }
    const wrong = await runVerso(t, ['start'], { ...variables, VERSO_SECRET: randomBytes(32).toString('base64url') }).ended
    t.match(wrong, { code: 1, stderr: /This secret is not the one/ })
    t.match(await runVerso(t, ['audit', 'verify'], variables).ended, { code: 0 })
  },
)
