import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chown, mkdir, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { StartError } from '../start-error.ts'
import type { PostgresBinaries } from './find-binaries.ts'
import type { PostgresAccount } from './postgres-account.ts'

export interface Cluster {
  binaries: PostgresBinaries
  account: PostgresAccount
  /** The folder that holds all of it: data, password and log. */
  dir: string
  dataDir: string
}

/** Makes a cluster with the user and the database `verso`. It appears under its name only when it is complete. */
export async function initCluster({ binaries, account, dir, dataDir }: Cluster): Promise<void> {
  const unfinished = `${dataDir}.unfinished`
  const passwordFile = path.join(dir, 'password.new')
  const password = randomBytes(24).toString('hex')
  await rm(unfinished, { recursive: true, force: true })
  await mkdir(unfinished, { mode: 0o700 })
  await writeFile(passwordFile, password, { mode: 0o600 })
  const { uid, gid } = account.ids
  if (uid !== undefined && gid !== undefined) await Promise.all([unfinished, passwordFile].map((file) => chown(file, uid, gid)))

  const initdb = [
    '--pgdata',
    unfinished,
    '--username=verso',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--no-instructions',
    ...locale(),
  ]
  await run(account.command(binaries.initdb, initdb))
  // Single-user mode: the database is there before the first connection could miss it.
  await run(account.command(binaries.postgres, ['--single', '-D', unfinished, 'postgres']), 'create database verso\n')
  await writeFile(path.join(dir, 'password'), password, { mode: 0o600 })
  await rm(passwordFile)
  await rename(unfinished, dataDir)
}

/** PostgreSQL's own C.UTF-8 sorts alike on every machine and after every update of it. */
function locale(): string[] {
  const characters = process.platform === 'linux' ? 'C.UTF-8' : process.platform === 'darwin' ? 'en_US.UTF-8' : 'C'
  return ['--locale=C', `--lc-ctype=${characters}`, '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
}

async function run({ file, args, ids }: ReturnType<PostgresAccount['command']>, input = ''): Promise<void> {
  const child = spawn(file, args, { ...ids, cwd: '/', stdio: ['pipe', 'pipe', 'pipe'] })
  const end = () => child.kill()
  process.on('exit', end)
  const output: string[] = []
  child.stdout.on('data', (chunk) => output.push(String(chunk)))
  child.stderr.on('data', (chunk) => output.push(String(chunk)))
  child.stdin.on('error', () => {})
  child.stdin.end(input)
  const code = await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve))
  process.off('exit', end)
  if (code !== 0) throw new StartError(`PostgreSQL could not make its data folder: ${lastLine(output)}`)
}

function lastLine(output: string[]): string {
  const lines = output.join('').trim().split('\n')
  return lines.findLast((line) => /error|fatal|could not/i.test(line)) ?? lines.at(-1) ?? 'no reason was given'
}
