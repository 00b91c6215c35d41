import { connect, type Socket } from 'node:net'

/** Asks one server for the same addresses over and over, each connection one at a time, as long as it is told to. */
export interface HttpLoadOptions {
  url: string
  connections: number
  seconds: number
  requests: Asked[]
}

export interface Asked {
  path: string
  headers?: Record<string, string>
}

export interface HttpLoad {
  total: number
  seconds: number
  /** The slowest of twenty takes at least this long. */
  p95Ms: number
}

/**
 * Written for the bench: what a general load generator does for each request would take from the same two processors more than a
 * server that answers from memory does.
 */
export async function httpLoad({ url, connections, seconds, requests }: HttpLoadOptions): Promise<HttpLoad> {
  const { hostname, port, host } = new URL(url)
  const bytes = requests.map(({ path, headers = {} }) => Buffer.from(requestText(path, { host, ...headers })))
  const latencies: number[] = []
  const started = performance.now()
  const until = started + seconds * 1000
  const running = Array.from({ length: connections }, (_, index) => {
    const socket = connect({ host: hostname, port: Number(port), noDelay: true })
    return ask(socket, { bytes, first: Math.floor((index * bytes.length) / connections), until, latencies })
  })
  await Promise.all(running)
  const took = (performance.now() - started) / 1000
  latencies.sort((a, b) => a - b)
  return { total: latencies.length, seconds: took, p95Ms: latencies[Math.floor(latencies.length * 0.95)] ?? 0 }
}

function requestText(path: string, headers: Record<string, string>): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  return `GET ${path} HTTP/1.1\r\n${lines.join('')}\r\n`
}

interface Asking {
  bytes: Buffer[]
  first: number
  until: number
  latencies: number[]
}

/** One connection: the next request goes out when the answer to the one before is all there. */
function ask(socket: Socket, { bytes, first, until, latencies }: Asking): Promise<void> {
  return new Promise((resolve, reject) => {
    let next = first
    let sentAt = 0
    let missing = -1
    let head = Buffer.alloc(0)

    function send(): void {
      sentAt = performance.now()
      if (sentAt >= until) return void socket.end(resolve)
      missing = -1
      head = Buffer.alloc(0)
      socket.write(bytes[next] ?? Buffer.alloc(0))
      next = (next + 1) % bytes.length
    }

    socket.on('connect', send)
    socket.on('error', reject)
    socket.on('close', () => reject(new Error('The server has closed a connection')))
    socket.on('data', (chunk) => {
      if (missing === -1) {
        head = head.length === 0 ? chunk : Buffer.concat([head, chunk])
        const end = head.indexOf('\r\n\r\n')
        if (end === -1) return
        const length = lengthOf(head.toString('latin1', 0, end))
        if (length === null) return void socket.destroy(new Error(`A wrong answer: ${head.toString('latin1', 0, 600)}`))
        missing = length - (head.length - end - 4)
      } else missing -= chunk.length
      if (missing > 0) return
      latencies.push(performance.now() - sentAt)
      send()
    })
  })
}

/** Bytes of the body that belongs to a head; null where it is no answer that was hoped for. */
function lengthOf(head: string): number | null {
  const status = head.slice(9, 12)
  if (status === '304') return 0
  const [, length] = /\r\ncontent-length: (\d+)/i.exec(head) ?? []
  return status !== '200' || length === undefined ? null : Number(length)
}
