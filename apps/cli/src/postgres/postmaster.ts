import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** True once the server with this process id takes connections: the file is PostgreSQL's own way to say so. */
export function isReady(dataDir: string, pid: number): boolean {
  const lines = readPidFile(dataDir)
  return Number(lines[0]) === pid && lines[7]?.trim() === 'ready'
}

/** The port of the server that runs on this data and takes connections. */
export function portOf(dataDir: string): number | null {
  const lines = readPidFile(dataDir)
  return lines[7]?.trim() === 'ready' && isAlive(Number(lines[0])) ? Number(lines[3]) : null
}

/**
 * Ends the PostgreSQL that a Verso left running when it was killed, and removes the file of one that is gone. The caller
 * holds the data folder's lock, so nobody else uses it. PostgreSQL itself would refuse to start when the old id belongs to any other process.
 */
export async function clearLeftover(dataDir: string): Promise<void> {
  const pid = Number(readPidFile(dataDir)[0])
  if (!Number.isInteger(pid) || pid <= 0) return
  if (isPostgresOf(dataDir, pid)) await endPostmaster(pid)
  rmSync(path.join(dataDir, 'postmaster.pid'), { force: true })
}

/** Fast shutdown, then, when it takes too long, immediate shutdown: the next start recovers from the log, as after a crash. */
export async function endPostmaster(pid: number): Promise<void> {
  for (const [signal, waitMs] of [['SIGINT', 4_000] as const, ['SIGQUIT', 2_000] as const, ['SIGKILL', 1_000] as const]) {
    if (!trySignal(pid, signal)) return
    const until = Date.now() + waitMs
    while (Date.now() < until) {
      if (!isAlive(pid)) return
      await sleep(20)
    }
  }
}

function readPidFile(dataDir: string): string[] {
  const file = path.join(dataDir, 'postmaster.pid')
  try {
    return readFileSync(file, 'utf8').split('\n')
  } catch {
    // PostgreSQL writes and removes it at its own times.
    return []
  }
}

function isPostgresOf(dataDir: string, pid: number): boolean {
  return isAlive(pid) && commandOf(pid).includes(dataDir)
}

function commandOf(pid: number): string {
  const proc = `/proc/${pid}/cmdline`
  try {
    if (existsSync(proc)) return readFileSync(proc, 'utf8')
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })
  } catch {
    // It ended meanwhile.
    return ''
  }
}

function isAlive(pid: number): boolean {
  return trySignal(pid, 0)
}

function trySignal(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, signal)
  } catch {
    return false
  }
}
