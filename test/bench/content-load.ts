import type { ChildProcess } from 'node:child_process'
import { loadavg } from 'node:os'
import { isDeepStrictEqual } from 'node:util'
import { type Cell, type ReadName, reads, type ServerName } from './content-cells.ts'
import type { Question, Usage } from './content-servers.ts'
import { type Asked, httpLoad } from './http-load.ts'
import { postgresCpuMs } from './usage.ts'

const connections = 10

export interface LoadOptions {
  servers: ChildProcess
  urls: Record<ServerName, string>
  entries: number
  backendPid: number
  rounds: number
  seconds: number
  /** Whether the same content is there as tables made by hand. */
  isByHand: boolean
}

/** What one server did with one load. */
export interface Rate {
  perSecond: number
  /** Processor time of the server's process and of PostgreSQL, per request. */
  nodeMs: number
  postgresMs: number
  statements: number
  /** The slowest of twenty takes at least this long. */
  p95Ms: number
}

export type ContentLoad = ReturnType<typeof contentLoad>

/** Loads the servers in turn and says what each request has cost. */
export function contentLoad({ servers, urls, entries, backendPid, rounds, seconds, isByHand }: LoadOptions) {
  let questions = 0
  const missed: string[] = []

  function ask<Answer>(question: Omit<Question, 'id'>): Promise<Answer> {
    const id = ++questions
    return new Promise((resolve) => {
      function hear(answer: { id?: number } & Answer): void {
        if (answer.id !== id) return
        servers.off('message', hear)
        resolve(answer)
      }
      servers.on('message', hear)
      servers.send({ id, ...question })
    })
  }

  const usage = async () => ({ postgresMs: postgresCpuMs(backendPid) ?? 0, ...(await ask<Usage>({})) })

  async function load(server: ServerName, requests: Asked[]): Promise<Rate> {
    const before = await usage()
    const result = await httpLoad({ url: urls[server], connections, seconds, requests })
    const after = await usage()
    return {
      perSecond: result.total / result.seconds,
      nodeMs: (after.cpuMs - before.cpuMs) / result.total,
      postgresMs: (after.postgresMs - before.postgresMs) / result.total,
      statements: (after.statements - before.statements) / result.total,
      p95Ms: result.p95Ms,
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

  async function dataOf(read: ReadName, server: ServerName, n: number): Promise<unknown> {
    const response = await fetch(urls[server] + pathAt(read, server, n))
    return ((await response.json()) as { data: unknown }).data
  }

  /** What is measured is right, and the same as by hand where there is something to go by. */
  async function check(read: ReadName, server: ServerName): Promise<void> {
    if (server === 'bare') return
    const n = Math.floor(Math.random() * entries)
    const data = await dataOf(read, server, n)
    if (!reads[read].isRight({ data }, n) || (isByHand && !isDeepStrictEqual(data, await dataOf(read, 'byHand', n))))
      throw new Error(`${server} gave a wrong answer for "${read}", ${n}: ${JSON.stringify(data).slice(0, 400)}`)
  }

  /** The addresses of a cell at one server, which has been seen to answer them rightly. */
  async function requestsOf({ read, isConditional }: Pick<Cell, 'read' | 'isConditional'>, server: ServerName): Promise<Asked[]> {
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
    await check(read, server)
    say(`${title}: ${read}`, `${told(own)}; ${against} ${told(other)}`, {
      ratio: own.perSecond / other.perSecond,
      aim: target,
    })
  }

  /** One line of the report. */
  function say(title: string, facts: string, { ratio, aim }: { ratio: number; aim: number }): void {
    const isMissed = ratio < aim
    if (isMissed) missed.push(title)
    console.log(`${title}: ${facts}; ratio ${ratio.toFixed(2)} (aim ${aim}${isMissed ? ', MISSED' : ''}); load ${loadavg()[0]?.toFixed(1)}`)
  }

  return { urls, entries, seconds, missed, ask, usage, load, requestsOf, interleaved, compare, say }
}

export function told({ perSecond, nodeMs, postgresMs, statements, p95Ms }: Rate): string {
  return `${perSecond.toFixed(0)}/s (${nodeMs.toFixed(3)} + ${postgresMs.toFixed(3)} ms, ${statements.toFixed(2)} statements, p95 ${p95Ms.toFixed(1)} ms)`
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
