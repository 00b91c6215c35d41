import { spawn } from 'node:child_process'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import { type EmbeddedPostgres, runningEmbeddedPostgres, startEmbeddedPostgres } from '../../apps/cli/src/postgres/embedded-postgres.ts'
import { tempFolder } from '../support/temp-folder.ts'
import { runSql } from '../support/test-server.ts'

const settings = { fsync: 'off' }
const embedded = import.meta.resolve('../../apps/cli/src/postgres/embedded-postgres.ts')

async function started(t: { teardown: (run: () => Promise<void>) => void }, dir: string): Promise<EmbeddedPostgres> {
  const postgres = await startEmbeddedPostgres({ dir, settings })
  t.teardown(postgres.stop)
  return postgres
}

async function eventually<T>(run: () => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await run()
    } catch (error) {
      if (attempt > 100) throw error
      await sleep(50)
    }
  }
}

t.test('a new folder gets a database that is Unicode, sorts by code point, and is only reached with its password', async (t) => {
  const dir = path.join(tempFolder(t), 'postgres')
  const postgres = await started(t, dir)
  t.equal(postgres.isNew, true)
  t.match(
    (
      await runSql(
        postgres.connectionString,
        `select current_setting('server_version') as v, pg_encoding_to_char(encoding) as e, upper('é') as u from pg_database where datname = current_database()`,
      )
    ).rows[0],
    {
      v: /^18\./,
      e: 'UTF8',
      u: 'É',
    },
  )
  await t.rejects(runSql(postgres.connectionString.replace(/:[0-9a-f]+@/, ':wrong@'), 'select 1'), { code: '28P01' })
  t.equal(statSync(path.join(dir, 'password')).mode & 0o777, 0o600)
  t.notOk(existsSync(path.join(dir, 'password.new')))
})

t.test('what was written is there after a stop and a start', async (t) => {
  const dir = path.join(tempFolder(t), 'postgres')
  const first = await started(t, dir)
  await runSql(first.connectionString, 'create table kept (id int); insert into kept values (7)')
  await first.stop()
  t.equal(runningEmbeddedPostgres(dir), null)

  const second = await started(t, dir)
  t.equal(second.isNew, false)
  t.strictSame((await runSql(second.connectionString, 'select id from kept')).rows, [{ id: 7 }])
})

t.test('a PostgreSQL that a killed Verso left running is ended by the next start', async (t) => {
  const dir = path.join(tempFolder(t), 'postgres')
  const script = `import { startEmbeddedPostgres } from '${embedded}'; const { pid } = await startEmbeddedPostgres({ dir: process.argv[1] }); console.log(pid())`
  const killed = spawn(process.execPath, ['--import=tsx', '--conditions=@verso/source', '--input-type=module', '-e', script, dir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const pid = await new Promise<number>((resolve) => killed.stdout.once('data', (chunk) => resolve(Number(String(chunk)))))
  killed.kill('SIGKILL')
  t.ok(isAlive(pid))

  const postgres = await started(t, dir)

  t.notOk(isAlive(pid))
  t.equal((await runSql(postgres.connectionString, 'select 1')).rowCount, 1)
})

t.test('the file of a PostgreSQL that is gone does not stop a start, though its process id belongs to somebody else now', async (t) => {
  const dir = path.join(tempFolder(t), 'postgres')
  const first = await started(t, dir)
  const file = path.join(dir, '18', 'postmaster.pid')
  const lines = readFileSync(file, 'utf8').split('\n')
  await first.stop()
  writeFileSync(file, [String(process.pid), ...lines.slice(1)].join('\n'))

  const second = await started(t, dir)
  t.equal((await runSql(second.connectionString, 'select 1')).rowCount, 1)
})

t.test('a PostgreSQL that is killed comes back at the same address with what was committed', async (t) => {
  const dir = path.join(tempFolder(t), 'postgres')
  const postgres = await started(t, dir)
  await runSql(postgres.connectionString, 'create table kept (id int); insert into kept values (7)')
  const pid = postgres.pid()

  process.kill(pid, 'SIGKILL')

  const rows = await eventually(async () => {
    if (postgres.pid() === pid) throw new Error('not yet')
    return (await runSql(postgres.connectionString, 'select id from kept')).rows
  })
  t.strictSame(rows, [{ id: 7 }])
})

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
