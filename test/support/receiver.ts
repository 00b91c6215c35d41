import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Test } from 'tap'

/** A message as a receiver got it. */
interface Received {
  at: number
  headers: Record<string, string>
  text: string
  body: {
    type: string
    seq: number
    timestamp: string
    data: {
      items: {
        op: string
        id: string
        type: string
        locale: string | null
        slug: string | null
        revision: number | null
        changedFields: string[]
        entry?: unknown
      }[]
      affected: { entries: { id: string; type: string; via: string[] }[]; types: string[]; pages: string[]; complete: boolean }
      tags: string[]
      part?: { n: number; of: number }
    }
  }
}

export interface Receiver {
  url: string
  received: Received[]
  /** How many connections are open, and were at once. */
  sockets: { now: number; most: number }
  /** Waits until so many messages are there; says which there are otherwise. */
  until: (count: number) => Promise<Received[]>
  close: () => void
}

type Answer = (response: ServerResponse, got: Received, request: IncomingMessage) => unknown

/** A server as webhooks are sent to, on this machine. What it answers is 204, unless somebody says otherwise. */
export async function aReceiver(
  t: Pick<Test, 'teardown'>,
  answer: Answer = (response) => response.writeHead(204).end(),
): Promise<Receiver> {
  const received: Received[] = []
  const sockets = { now: 0, most: 0 }
  const server = createServer(async (request, response) => {
    const body = await text(request).catch(() => null)
    if (body === null) return
    const got = {
      at: Date.now(),
      headers: request.headers as Record<string, string>,
      text: body,
      body: body.startsWith('{') ? JSON.parse(body) : null,
    }
    received.push(got)
    answer(response, got, request)
  })
  server.on('connection', (socket) => {
    sockets.now += 1
    sockets.most = Math.max(sockets.most, sockets.now)
    socket
      .on('error', () => {})
      .once('close', () => {
        sockets.now -= 1
      })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const close = () => {
    server.closeAllConnections()
    server.close()
  }
  t.teardown(close)
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received,
    sockets,
    async until(count) {
      for (let waitedMs = 0; received.length < count && waitedMs < 60_000; waitedMs += 20) await sleep(20)
      if (received.length < count) throw new Error(`Only ${received.length} of ${count} messages came`)
      return received
    },
    close,
  }
}
