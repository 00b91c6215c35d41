import { Agent, type IncomingHttpHeaders, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'

/** An answer as it comes over a connection, in the words of `inject`. */
export interface Reply {
  statusCode: number
  headers: IncomingHttpHeaders
  rawPayload: Buffer
  body: string
}

interface Asked {
  method?: string
  headers?: Record<string, string>
}

/** What of a test is needed here. */
interface Ending {
  teardown: (end: () => unknown) => void
}

/** Lets an app listen, and asks it over one connection that goes on: what stands before its routes is only met so. */
export async function overConnection(t: Ending, app: FastifyInstance): Promise<(url: string, asked?: Asked) => Promise<Reply>> {
  await app.listen({ host: '127.0.0.1', port: 0 })
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  t.teardown(() => agent.destroy())
  const { port } = app.server.address() as AddressInfo
  return (url, { method = 'GET', headers = {} } = {}) =>
    new Promise((resolve, reject) => {
      request({ host: '127.0.0.1', port, path: url, method, headers, agent }, (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('end', () => {
          const rawPayload = Buffer.concat(chunks)
          resolve({ statusCode: response.statusCode ?? 0, headers: response.headers, rawPayload, body: rawPayload.toString() })
        })
        response.on('error', reject)
      })
        .on('error', reject)
        .end()
    })
}
