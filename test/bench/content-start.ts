import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ContentLoad } from './content-load.ts'
import { httpLoad } from './http-load.ts'

const main = path.resolve(import.meta.dirname, '../../apps/cli/bundle/main.js')
const article = (n: number) => `/content/v1/entries/article/article-${n}?include=author,categories`

/**
 * What a process of the content API takes, started as anybody would start it: until its first answer, and of memory after it has answered much
 * and filled a cache of 64 MB.
 */
export async function measureStart(load: ContentLoad, database: string): Promise<void> {
  const port = await freePort()
  const dataDir = mkdtempSync(path.join(tmpdir(), 'verso-bench-'))
  const began = performance.now()
  const server = spawn(process.execPath, [main, 'start', 'content-api'], {
    // One address asks far more often than readers do.
    env: { PATH: process.env.PATH, DATABASE_URL: database, VERSO_PORT: String(port), VERSO_DATA_DIR: dataDir, VERSO_RATE_LIMIT: 'off' },
    stdio: 'ignore',
  })
  const ended = once(server, 'exit')
  try {
    await measureServer(load, server, { url: `http://127.0.0.1:${port}`, began })
  } finally {
    server.kill('SIGTERM')
    await ended
    rmSync(dataDir, { recursive: true, force: true })
  }
}

async function measureServer(load: ContentLoad, server: ChildProcess, { url, began }: { url: string; began: number }): Promise<void> {
  while (!(await isAnswered(url + article(1)))) {
    if (server.exitCode !== null) throw new Error(`The server ended with ${server.exitCode}`)
    await sleep(5)
  }
  const startMs = performance.now() - began
  load.say('start: first answer after (of 1500 ms)', `${startMs.toFixed(0)} ms`, { ratio: 1500 / startMs, aim: 1 })
  const read = await readMany(load, url)
  const megabytes = residentMegabytes(server.pid)
  load.say('start: memory of a process with a cache of 64 MB (of 300 MB)', `${megabytes.toFixed(0)} MB after ${read} reads`, {
    ratio: 300 / megabytes,
    aim: 1,
  })
}

/** A cache of 64 MB holds some seven thousand of these answers. */
const enoughReads = 20_000

/** For a quarter of a minute, and on a busy machine until the cache is full, for a minute at most. Gives how many there were. */
async function readMany({ entries }: ContentLoad, url: string): Promise<number> {
  let read = 0
  for (let turn = 0; turn === 0 || (turn < 4 && read < enoughReads); turn += 1) {
    const from = read
    const requests = Array.from({ length: 50_000 }, (_, index) => ({ path: article(((from + index) * 7919) % entries) }))
    read += (await httpLoad({ url, connections: 10, seconds: 15, requests })).total
  }
  return read
}

async function isAnswered(url: string): Promise<boolean> {
  try {
    const response = await fetch(url)
    await response.arrayBuffer()
    return response.status === 200
  } catch {
    // It doesn't listen yet.
    return false
  }
}

/** As Linux counts it. */
function residentMegabytes(pid: number | undefined): number {
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return (Number(kilobytes) * 1024) / 1e6
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address !== null ? address.port : 0
}
