import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import autocannon from 'autocannon'
import { type Cell, type ReadName, reads, type ServerName } from './content-cells.ts'
import { postgresCpuMs } from './usage.ts'

const connections = 10

export interface LoadOptions {
  servers: ChildProcess
  urls: Record<ServerName, string>
  entries: number
  backendPid: number
  rounds: number
  seconds: number
}

/** What one server did with one load. */
export interface Rate {
  perSecond: number
  /** Processor time of the server's process and of PostgreSQL, per request. */
  nodeMs: number
  postgresMs: number
  statements: number
  /** The slowest of forty takes at least this long. */
  p97Ms: number
}

export interface Asked {
  path: string
  headers?: Record<string, string>
}

export type ContentLoad = ReturnType<typeof contentLoad>

/** Loads the servers in turn and says what each request has cost. */
export function contentLoad({ servers, urls, entries, backendPid, rounds, seconds }: LoadOptions) {
  async function usage(): Promise<{ cpuMs: number; statements: number; megabytes: number; postgresMs: number }> {
    const postgresMs = postgresCpuMs(backendPid) ?? 0
    servers.send('usage')
    const [answer] = (await once(servers, 'message')) as [{ cpuMs: number; statements: number; megabytes: number }]
    return { ...answer, postgresMs }
  }

  async function load(server: ServerName, requests: Asked[]): Promise<Rate> {
    const before = await usage()
    const result = await autocannon({ url: urls[server], connections, duration: seconds, requests })
    const after = await usage()
    const wrong = result.non2xx - result['3xx']
    if (wrong > 0 || result.errors > 0) throw new Error(`${server}: ${wrong} wrong answers, ${result.errors} errors`)
    const { total } = result.requests
    return {
      perSecond: total / result.duration,
      nodeMs: (after.cpuMs - before.cpuMs) / total,
      postgresMs: (after.postgresMs - before.postgresMs) / total,
      statements: (after.statements - before.statements) / total,
      p97Ms: result.latency.p97_5,
    }
  }

  /** Interleaved rounds of several loads; the first round warms up. Gives the median of each. */
  async function interleaved(loads: (() => Promise<Rate>)[]): Promise<Rate[]> {
    const rates: Rate[][] = loads.map(() => [])
    for (let round = 0; round <= rounds; round += 1) {
      for (const [index, run] of loads.entries()) {
        const rate = await run()
        if (round > 0) rates[index]?.push(rate)
      }
    }
    return rates.map(medianRate)
  }

  async function check(read: ReadName, server: ServerName): Promise<void> {
    if (server === 'bare') return
    const n = Math.floor(Math.random() * entries)
    const response = await fetch(urls[server] + pathAt(read, server, n))
    const body = (await response.json()) as { data: unknown }
    if (!reads[read].isRight(body, n))
      throw new Error(`${server} gave a wrong answer for "${read}", ${n}: ${JSON.stringify(body).slice(0, 400)}`)
  }

  async function requestsOf({ read, isConditional }: Cell, server: ServerName): Promise<Asked[]> {
    await check(read, server)
    const count = server === 'bare' ? 1 : 500
    const asked = Array.from({ length: count }, (_, index): Asked => ({ path: pathAt(read, server, (index * 7919) % entries) }))
    return isConditional === true && server !== 'bare' ? Promise.all(asked.map((one) => conditional(urls[server], one))) : asked
  }

  async function compare(cell: Cell): Promise<void> {
    const { title, read, server, against, target } = cell
    const loads = await Promise.all([server, against].map(async (one) => ({ one, requests: await requestsOf(cell, one) })))
    const [own, other] = await interleaved(
      loads.map(
        ({ one, requests }) =>
          () =>
            load(one, requests),
      ),
    )
    if (own === undefined || other === undefined) throw new Error('Nothing was measured')
    const ratio = own.perSecond / other.perSecond
    console.log(
      `${title}: ${read}: ${told(own)}; ${against} ${told(other)}; ratio ${ratio.toFixed(2)} (aim ${target}${ratio < target ? ', MISSED' : ''})`,
    )
  }

  return { urls, servers, entries, seconds, usage, load, interleaved, compare }
}

export function told({ perSecond, nodeMs, postgresMs, statements }: Rate): string {
  return `${perSecond.toFixed(0)}/s (${nodeMs.toFixed(3)} + ${postgresMs.toFixed(3)} ms, ${statements.toFixed(2)} statements)`
}

function pathAt(read: ReadName, server: ServerName, n: number): string {
  if (server === 'bare') return `/${Object.keys(reads).indexOf(read)}`
  return server === 'byHand' ? reads[read].byHand(n) : reads[read].verso(n)
}

async function conditional(url: string, { path }: Asked): Promise<Asked> {
  const response = await fetch(url + path, { headers: { 'accept-encoding': 'identity' } })
  await response.arrayBuffer()
  return { path, headers: { 'if-none-match': response.headers.get('etag') ?? '' } }
}

function medianRate(rates: Rate[]): Rate {
  const sorted = rates.toSorted((a, b) => a.perSecond - b.perSecond)
  const middle = sorted[Math.floor(sorted.length / 2)]
  if (middle === undefined) throw new Error('Nothing was measured')
  return middle
}
