import { Agent, type IncomingHttpHeaders, request } from 'node:http'
import { foundIn, secretsOfHouse } from './hold-secrets.ts'

const always = secretsOfHouse(null)

export interface HttpReply {
  status: number
  headers: IncomingHttpHeaders
  // biome-ignore lint/suspicious/noExplicitAny: whoever asks knows what is answered
  body: any
}

export interface HttpClient {
  ask: (method: string, path: string, body?: object, headers?: Record<string, string>) => Promise<HttpReply>
  close: () => void
}

/** Asks a server over connections that are kept, for benches and proofs. Rejects when no whole answer came, or one with a secret that is planted. */
export function httpClient(origin: string, given: Record<string, string> = {}): HttpClient {
  const agent = new Agent({ keepAlive: true })

  const ask: HttpClient['ask'] = (method, path, body, more = {}) => {
    const text = body === undefined ? '' : JSON.stringify(body)
    const about = body === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }
    return new Promise((resolve, reject) => {
      const sent = request(origin + path, { method, agent, headers: { ...given, ...about, ...more } }, (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('error', reject)
        response.on('end', () => {
          const answer = Buffer.concat(chunks).toString('utf8')
          const found = foundIn(always, `${JSON.stringify(response.headers)}\n${answer}`)
          if (found !== null) return reject(new Error(`${method} ${path} answered with ${found}`))
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: answer === '' ? null : JSON.parse(answer) })
        })
      })
      sent.on('error', reject)
      sent.end(text)
    })
  }

  return { ask, close: () => agent.destroy() }
}
