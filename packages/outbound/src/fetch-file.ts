import { type Readable, Transform } from 'node:stream'
import { type Agent, type Dispatcher, request } from 'undici'
import { fileNameOf } from './file-name-of.ts'
import { OutboundError } from './outbound-error.ts'
import { parseTarget } from './parse-target.ts'

export interface FetchTimeouts {
  /** From the request to the end of the answer's headers. */
  headersMs: number
  /** The longest silence within the body. */
  idleMs: number
  /** All of it: names, redirects and body. Large files need more than the default 20 s. */
  totalMs: number
}

export interface FetchFileOptions {
  maxBytes: number
  /** 3 if not said. */
  maxRedirects?: number
  timeouts?: Partial<FetchTimeouts>
}

export interface FetchedFile {
  /** Ends with an `OutboundError` when it is cut, late, or longer than `maxBytes`. */
  body: Readable
  /** As the server says, in lower case and without parameters; a hint, never to be trusted. */
  mimeType: string | null
  /** As the server or the address says; not cleaned. */
  filename: string
  finalUrl: string
}

interface Fetching {
  agent: Agent
  maxBytes: number
  maxRedirects: number
  times: FetchTimeouts
  deadline: AbortSignal
}

const defaultTimeouts: FetchTimeouts = { headersMs: 15_000, idleMs: 15_000, totalMs: 20_000 }
const redirectStatuses = [301, 302, 303, 307, 308]

/** Gets one file. Each hop is parsed, looked up and checked like the first address. */
export async function fetchFile(agent: Agent, url: string, options: FetchFileOptions): Promise<FetchedFile> {
  const { maxBytes, maxRedirects = 3 } = options
  const times = { ...defaultTimeouts, ...options.timeouts }
  const clock = new AbortController()
  const timer = setTimeout(() => clock.abort(new OutboundError('fetch_failed', `not finished within ${times.totalMs} ms`)), times.totalMs)

  try {
    const file = await follow(parseTarget(url), { agent, maxBytes, maxRedirects, times, deadline: clock.signal })
    file.body.once('close', () => clearTimeout(timer))
    return file
  } catch (error) {
    clearTimeout(timer)
    throw asOutboundError(error)
  }
}

async function follow(start: URL, fetching: Fetching): Promise<FetchedFile> {
  let url = start
  for (let hops = 0; hops <= fetching.maxRedirects; hops += 1) {
    const answer = await ask(url, fetching)
    const location = headerOf(answer, 'location')
    if (!redirectStatuses.includes(answer.statusCode) || location === null) return toFile(url, answer, fetching.maxBytes)
    await answer.body.dump({ limit: 65_536 })
    url = parseTarget(location, url)
  }
  throw new OutboundError('fetch_failed', `more than ${fetching.maxRedirects} redirects`)
}

async function ask(url: URL, { agent, times, deadline }: Fetching): Promise<Dispatcher.ResponseData> {
  return request(url, {
    dispatcher: agent,
    headers: { accept: '*/*', 'accept-encoding': 'identity', 'user-agent': 'Verso' },
    headersTimeout: times.headersMs,
    bodyTimeout: times.idleMs,
    signal: deadline,
  })
}

function toFile(url: URL, answer: Dispatcher.ResponseData, maxBytes: number): FetchedFile {
  const fault = faultOf(answer, maxBytes)
  if (fault) {
    // Destroying an unread body raises an error on it, which nobody else listens to.
    answer.body.on('error', () => {}).destroy()
    throw fault
  }
  const mimeType = headerOf(answer, 'content-type')?.split(';')[0]?.trim().toLowerCase() || null
  const filename = fileNameOf(headerOf(answer, 'content-disposition'), url)
  return { body: metered(answer.body, maxBytes), mimeType, filename, finalUrl: url.href }
}

function faultOf(answer: Dispatcher.ResponseData, maxBytes: number): OutboundError | null {
  if (answer.statusCode !== 200) return new OutboundError('fetch_failed', `the server answered ${answer.statusCode}`)
  const coding = headerOf(answer, 'content-encoding') ?? 'identity'
  if (coding !== 'identity') return new OutboundError('fetch_failed', `the server sent the coding ${coding}, which was not asked for`)
  if (Number(headerOf(answer, 'content-length') ?? 0) > maxBytes)
    return new OutboundError('too_large', `announced more than ${maxBytes} bytes`)
  return null
}

function metered(source: Readable, maxBytes: number): Readable {
  let bytes = 0
  const body = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length
      if (bytes > maxBytes) done(new OutboundError('too_large', `sent more than ${maxBytes} bytes`))
      else done(null, chunk)
    },
  })
  source.on('error', (error) => body.destroy(asOutboundError(error)))
  body.once('close', () => source.destroy())
  return source.pipe(body)
}

function headerOf(answer: Dispatcher.ResponseData, name: string): string | null {
  const value = answer.headers[name]
  return (Array.isArray(value) ? value[0] : value) ?? null
}

function asOutboundError(error: unknown): OutboundError {
  return error instanceof OutboundError ? error : new OutboundError('fetch_failed', error)
}
