import { cp, mkdtemp, readFile, rm, writeFile, mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { deployMigrations, migrationStatus, schemaSql, UnusableDatabaseError } from '@verso/data'
import t from 'tap'
import { catalogOf } from '../support/catalog.ts'
import { emptyDatabase, testDatabase } from '../support/database.ts'
import { runSql } from '../support/test-server.ts'

const migrationsDir = fileURLToPath(new URL('../../prisma/migrations', import.meta.url))
const schemaPath = fileURLToPath(new URL('../../prisma/schema.prisma', import.meta.url))

/** A folder with Verso's migrations and these. */
async function folderWith(t: { teardown: (run: () => Promise<void>) => void }, more: Record<string, string>): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'verso-migrations-'))
  t.teardown(() => rm(folder, { recursive: true, force: true }))
  await cp(migrationsDir, folder, { recursive: true })
  for (const [name, sql] of Object.entries(more)) {
    await mkdir(path.join(folder, name), { recursive: true })
    await writeFile(path.join(folder, name, 'migration.sql'), sql)
  }
  return folder
}

t.test('of four servers that start at once on an empty database one migrates and the others wait for it', async (t) => {
  const connectionString = await emptyDatabase(t)
  const folder = await folderWith(t, { '29990101000000_slow': 'create table slow (id int); select pg_sleep(0.3);' })

  const runs = await Promise.all([1, 2, 3, 4].map(() => deployMigrations({ connectionString, migrationsDir: folder })))

  t.equal(runs.filter(({ applied }) => applied.length > 0).length, 1)
  const history = await runSql(
    connectionString,
    `select migration_name, finished_at is not null as finished from "_prisma_migrations" order by 1`,
  )
  t.strictSame(history.rows.at(-1), { migration_name: '29990101000000_slow', finished: true })
  t.equal(history.rows.length, (await migrationStatus({ connectionString, migrationsDir: folder })).applied.length)
})

t.test('the status of an empty database names every migration as missing and touches nothing', async (t) => {
  const connectionString = await emptyDatabase(t)
  const { applied, pending } = await migrationStatus({ connectionString, migrationsDir })
  t.strictSame(applied, [])
  t.ok(pending.length > 0)
  t.equal((await runSql(connectionString, `select 1 from pg_class where relname = '_prisma_migrations'`)).rowCount, 0)
})

t.test('a second deployment has nothing to do', async (t) => {
  const connectionString = await testDatabase(t)
  t.strictSame(await deployMigrations({ connectionString, migrationsDir }), { applied: [] })
})

t.test('a migration that fails leaves nothing behind, is named with its reason, and is tried again once mended', async (t) => {
  const connectionString = await testDatabase(t)
  const broken = await folderWith(t, { '29990101000000_half': 'create table half (id int);\ninsert into nowhere values (1);' })
  for (const attempt of [1, 2]) {
    await t.rejects(
      deployMigrations({ connectionString, migrationsDir: broken }),
      { name: 'UnusableDatabaseError', message: /29990101000000_half failed and was rolled back: relation "nowhere" does not exist/ },
      `attempt ${attempt}`,
    )
  }
  t.equal((await runSql(connectionString, `select to_regclass('half') as found`)).rows[0].found, null)
  t.strictSame((await migrationStatus({ connectionString, migrationsDir: broken })).failed, ['29990101000000_half'])

  const mended = await folderWith(t, { '29990101000000_half': 'create table half (id int);' })
  t.strictSame(await deployMigrations({ connectionString, migrationsDir: mended }), { applied: ['29990101000000_half'] })
})

t.test('a server that was killed within a migration does not keep the next one from migrating', async (t) => {
  const connectionString = await testDatabase(t)
  const folder = await folderWith(t, { '29990101000000_more': 'create table more (id int);' })
  // What Prisma writes before it runs a migration, and all that a killed server leaves.
  await runSql(
    connectionString,
    `insert into "_prisma_migrations" (id, checksum, migration_name, started_at) values ('left', 'x', '29990101000000_more', now())`,
  )

  t.strictSame(await deployMigrations({ connectionString, migrationsDir: folder }), { applied: ['29990101000000_more'] })
  t.strictSame((await migrationStatus({ connectionString, migrationsDir: folder })).failed, [])
})

t.test('a migration may hold semicolons in text and in blocks', async (t) => {
  const connectionString = await testDatabase(t)
  const folder = await folderWith(t, {
    '29990101000000_text': `create table text (t text default 'a;b');\ndo $$ begin insert into text values ('c;d'); end $$;`,
  })
  await deployMigrations({ connectionString, migrationsDir: folder })
  t.strictSame((await runSql(connectionString, 'select t from text')).rows, [{ t: 'c;d' }])
})

t.test('a database of a newer version is refused', async (t) => {
  const connectionString = await testDatabase(t)
  const newer = await folderWith(t, { '29990101000000_newer': 'select 1;' })
  await deployMigrations({ connectionString, migrationsDir: newer })
  await t.rejects(deployMigrations({ connectionString, migrationsDir }), {
    name: 'UnusableDatabaseError',
    message: /newer version of Verso, which brought 29990101000000_newer/,
  })
})

t.test('a database that is not there is one sentence without the password', async (t) => {
  const url = new URL(await testDatabase(t))
  const attempts: [(url: URL) => void, RegExp][] = [
    [(one) => (one.port = '1'), /nothing listens there/],
    [(one) => (one.pathname = '/nowhere'), /there is no such database/],
    [(one) => (one.password = 'wrong-one'), /the password is wrong|can't be used/],
  ]
  for (const [change, reason] of attempts) {
    const wrong = new URL(url)
    change(wrong)
    const error = await migrationStatus({ connectionString: wrong.href, migrationsDir }).catch((caught: unknown) => caught)
    if (!(error instanceof UnusableDatabaseError)) {
      t.match(process.env.VERSO_TEST_DATABASE_URL, String, "a server of one's own may trust everybody")
      continue
    }
    t.match(error.message, reason)
    t.notMatch(error.message, url.password === '' ? 'wrong-one' : url.password)
  }
})

t.test('schema.prisma says what the migrations make, but for what Prisma has no words for', async (t) => {
  const [migrated, fromSchema] = await Promise.all([testDatabase(t), emptyDatabase(t)])
  await runSql(fromSchema, await schemaSql({ connectionString: fromSchema, to: await readFile(schemaPath, 'utf8') }))

  const [made, said] = await Promise.all([catalogOf(migrated), catalogOf(fromSchema)])

  t.strictSame(
    said.filter((line) => !made.includes(line)),
    [],
    'in the schema and not in the migrations',
  )
  t.strictSame(
    made.filter((line) => !said.includes(line) && !isBeyondPrisma(line)),
    [],
    'in the migrations and not in the schema',
  )
})

/** Partial and expression indexes, and checks. */
function isBeyondPrisma(line: string): boolean {
  return /^check /.test(line) || (/^index /.test(line) && (/ WHERE /.test(line) || /\(.*\w\(.*\).*\)/.test(line)))
}
