import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, existsSync, mkdirSync, openSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { StartError } from '../start-error.ts'
import { findBinaries } from './find-binaries.ts'
import { freePort } from './free-port.ts'
import { type Cluster, initCluster } from './init-cluster.ts'
import { postgresAccount } from './postgres-account.ts'
import { clearLeftover, endPostmaster, isReady, portOf } from './postmaster.ts'

export interface EmbeddedPostgres {
  connectionString: string
  /** True when this start made the data folder. */
  isNew: boolean
  pid: () => number
  stop: () => Promise<void>
}

export interface EmbeddedPostgresOptions {
  /** Holds the data, the password and the log. Nobody else may be using it: see `lockDataDir`. */
  dir: string
  /** PostgreSQL settings, as `-c name=value` would give them. */
  settings?: Record<string, string>
}

const major = '18'

/**
 * Starts the PostgreSQL that comes with Verso on a free port of the loopback address, and starts it again when it dies.
 * It doesn't get the terminal's signals: it ends after the server, when `stop` is called, or with the process.
 */
export async function startEmbeddedPostgres({ dir, settings = {} }: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const cluster = await openCluster(dir)
  const isNew = !existsSync(cluster.dataDir)
  if (isNew) await initCluster(cluster)
  const password = readPassword(dir)
  const port = await freePort()
  const flags = ['-D', cluster.dataDir, ...flagsOf({ ...ownSettings(port), ...settings })]

  let isStopping = false
  let child = await launch(cluster, flags)
  child.once('exit', restart)
  function restart(): void {
    if (isStopping) return
    relaunch(cluster, flags, () => isStopping).then((next) => {
      if (next === null) return
      child = next
      child.once('exit', restart)
    })
  }

  return {
    connectionString: connectionStringOf(password, port),
    isNew,
    pid: () => child.pid ?? 0,
    async stop() {
      isStopping = true
      if (child.pid !== undefined && isRunning(child)) await endPostmaster(child.pid)
    },
  }
}

/** Where the PostgreSQL of a folder listens that another process has started; null when it doesn't (yet). */
export function runningEmbeddedPostgres(dir: string): string | null {
  const port = portOf(path.join(dir, major))
  return port === null ? null : connectionStringOf(readPassword(dir), port)
}

function connectionStringOf(password: string, port: number): string {
  return `postgresql://verso:${password}@127.0.0.1:${port}/verso`
}

function readPassword(dir: string): string {
  return readFileSync(path.join(dir, 'password'), 'utf8')
}

async function openCluster(dir: string): Promise<Cluster> {
  const dataDir = path.join(dir, major)
  const binaries = await findBinaries()
  mkdirSync(dir, { recursive: true, mode: 0o711 })
  return { binaries, account: postgresAccount({ paths: [binaries.postgres, dir], owned: dataDir }), dir, dataDir }
}

function ownSettings(port: number): Record<string, string> {
  return {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    // Compiling a statement takes longer than any of ours runs.
    jit: 'off',
    log_min_messages: 'warning',
  }
}

function flagsOf(settings: Record<string, string>): string[] {
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

async function launch(cluster: Cluster, flags: string[]): Promise<ChildProcess> {
  // A killed server's last connections may hold its memory for a moment longer.
  for (const waitMs of [200, 500, 1_000, 0]) {
    await clearLeftover(cluster.dataDir)
    const child = await launchOnce(cluster, flags)
    if (child !== null) return child
    await sleep(waitMs)
  }
  throw new StartError(`PostgreSQL did not start: ${lastReason(logFile(cluster))} The whole log is in ${logFile(cluster)}`)
}

async function launchOnce({ account, binaries, dir, dataDir }: Cluster, flags: string[]): Promise<ChildProcess | null> {
  const log = openSync(path.join(dir, 'postgres.log'), 'a', 0o600)
  const { file, args, ids } = account.command(binaries.postgres, flags)
  // In a session of its own: Ctrl-C in the terminal must reach Verso, which then ends PostgreSQL last.
  const child = spawn(file, args, { ...ids, cwd: '/', detached: true, stdio: ['ignore', log, log] })
  closeSync(log)
  const end = () => child.kill('SIGINT')
  process.on('exit', end)
  child.once('exit', () => process.off('exit', end))
  const gone = new Promise<null>((resolve) => child.once('exit', () => resolve(null)).once('error', () => resolve(null)))
  return Promise.race([gone, untilReady(child, dataDir)])
}

async function untilReady(child: ChildProcess, dataDir: string): Promise<ChildProcess> {
  while (isRunning(child) && !isReady(dataDir, child.pid ?? 0)) await sleep(20)
  return child
}

/** One that a signal has ended has no exit code. */
function isRunning({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode === null && signalCode === null
}

async function relaunch(cluster: Cluster, flags: string[], isStopping: () => boolean): Promise<ChildProcess | null> {
  while (!isStopping()) {
    try {
      const child = await launch(cluster, flags)
      if (!isStopping()) return child
      await endPostmaster(child.pid ?? 0)
    } catch {
      // Requests are answered 503 meanwhile; the reason is in PostgreSQL's log.
      await sleep(1_000)
    }
  }
  return null
}

function logFile({ dir }: Cluster): string {
  return path.join(dir, 'postgres.log')
}

function lastReason(file: string): string {
  const lines = existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : []
  const reason = lines.findLast((line) => /FATAL|ERROR|PANIC/.test(line))
  return reason === undefined ? 'it gave no reason.' : `${reason.replace(/^.*?(FATAL|ERROR|PANIC):\s*/, '')}.`
}
