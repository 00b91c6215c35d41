import http, { type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  answerClientError,
  httpServerOptions,
  idleConnectionMs,
  isUploadQuestion,
  sendRawProblem,
  tusVersion,
  uploadLocked,
} from '@verso/http'
import { StartError } from './start-error.ts'

/** Of the 15 seconds that a server may take to end, so much is for requests; the rest is for the database. */
const requestsEndMs = 10_000

export interface Server {
  /** Where it listens, as `http://host:port`. */
  url: string
  /** The server, for an app that brings its own answer to what isn't HTTP. */
  handOver: () => http.Server
  isDraining: () => boolean
  /** Aborted when it begins to end. */
  ending: AbortSignal
  /** From now on `handle` answers. */
  open: (handle: RequestListener) => void
  /** Says to everybody that this server ends, takes connections for so long, and waits until the last answer is out. */
  drain: (drainMs: number) => Promise<void>
  /** Ends it at once. */
  close: () => Promise<void>
}

/** Listens at once, and answers that it is starting until an app is there. A port that is taken is found out before anything is made. */
export async function listen({ host, port }: { host: string; port: number }): Promise<Server> {
  let handle: RequestListener = answerStarting
  const ending = new AbortController()
  const open = new Set<ServerResponse>()
  const server = http.createServer(httpServerOptions, (request, response) => {
    open.add(response)
    response.once('close', () => open.delete(response))
    if (ending.signal.aborted) response.setHeader('connection', 'close')
    if (ending.signal.aborted && pathOf(request) === '/health/ready') return sendHealth(response, 503, 'draining')
    handle(request, response)
  })
  server.setTimeout(idleConnectionMs)
  server.on('clientError', answerClientError)
  await startListening(server, host, port)

  return {
    url: urlOf(server, host),
    handOver: () => server.off('clientError', answerClientError),
    isDraining: () => ending.signal.aborted,
    ending: ending.signal,
    open(next) {
      handle = next
    },
    async drain(drainMs) {
      const endsAt = Date.now() + requestsEndMs
      ending.abort()
      for (const response of open) if (!response.headersSent) response.setHeader('connection', 'close')
      await sleep(drainMs)
      const late = setTimeout(() => server.closeAllConnections(), Math.max(0, endsAt - Date.now()))
      await close(server)
      clearTimeout(late)
    },
    close() {
      server.closeAllConnections()
      return close(server)
    },
  }
}

/** Node closes idle connections along with the server; it tells when the last one is gone, or that it was closed before. */
function close(server: http.Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()))
}

function startListening(server: http.Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(new StartError(sentenceFor(error, host, port), { cause: error })))
    server.listen(port, host, resolve)
  })
}

function sentenceFor(error: NodeJS.ErrnoException, host: string, port: number): string {
  if (error.code === 'EADDRINUSE')
    return `Port ${port} is already in use on ${host}. Stop what runs there, or choose another one with VERSO_PORT.`
  if (error.code === 'EACCES') return `This user may not listen on port ${port}. Choose one above 1023 with VERSO_PORT.`
  return `Verso can't listen on ${host}:${port} (${error.code ?? error.message}). Check VERSO_HOST and VERSO_PORT.`
}

function answerStarting(request: IncomingMessage, response: ServerResponse): void {
  const path = pathOf(request)
  if (path === '/health/live') sendHealth(response, 200, 'live')
  else if (path === '/health/ready') sendHealth(response, 503, 'starting')
  else if (isUploadQuestion({ method: request.method, path })) sendLocked(response)
  else sendRawProblem(response, 'starting')
}

/** Nothing is wrong with the upload; it can't be told at the moment how far it is. */
function sendLocked(response: ServerResponse): void {
  response.writeHead(uploadLocked, { 'cache-control': 'no-store', 'retry-after': '1', 'tus-resumable': tusVersion })
  response.end()
}

function sendHealth(response: ServerResponse, code: number, status: string): void {
  response.writeHead(code, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    ...(code === 503 ? { 'retry-after': '1' } : {}),
  })
  response.end(JSON.stringify({ status }))
}

function pathOf(request: IncomingMessage): string {
  return (request.url ?? '').split('?', 1)[0] ?? ''
}

function urlOf(server: http.Server, host: string): string {
  const address = server.address()
  const port = address !== null && typeof address === 'object' ? address.port : 0
  // Listening everywhere, it is found on this machine at the loopback address.
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`
}
