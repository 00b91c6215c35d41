import type { RequestOptions } from './query.ts'
import { VersoError } from './verso-error.ts'

export interface ClientOptions {
  /** Where Verso is, such as `https://cms.example.org`. */
  url: string
  /** A content token (`vct_…`); without one, what everyone may read. It travels in a header only. */
  token?: string
  /** In place of the global one, such as one that caches. */
  fetch?: typeof fetch
  /** How often a request is repeated that the server was too busy for; 3 when absent. */
  retries?: number
  /** The hash of the model that the site's types were generated from: `modelHash` in the file that `verso types` writes. */
  modelHash?: string
  /** Is told once, when the model turns out to be another one than the types were generated from; without it that is a warning on the console. */
  onDrift?: (hashes: { expected: string; found: string }) => void
}

export interface Answer {
  body: unknown
  /** The published state that was read. */
  seq: number
}

const maxWaitSeconds = 30

export interface Stream {
  body: ReadableStream<Uint8Array>
  /** The published state that it begins at. */
  seq: number
}

/** Opens an answer without an end, once; `last` is the position to go on from. */
export async function openStream(
  { url, token, fetch: send = fetch }: ClientOptions,
  path: string,
  { signal, last }: { signal: AbortSignal; last: number | undefined },
): Promise<Stream> {
  const headers = {
    ...headersOf(token, 'text/event-stream'),
    ...(last === undefined ? {} : { 'last-event-id': String(last) }),
  }
  const response = await answerOf(send, addressOf(url, path), { headers, signal })
  if (!response.ok || response.body === null) throw errorOf(response, await readJson(response, signal))
  return { body: response.body, seq: Number(response.headers.get('verso-seq')) }
}

/**
 * One GET below `/content/v1`. A busy server is asked again when it says; every other refusal is a `VersoError`. A request that is given up
 * ends with the reason of its signal.
 */
export async function request(
  { url, token, fetch: send = fetch, retries = 3 }: ClientOptions,
  path: string,
  { signal }: RequestOptions = {},
): Promise<Answer> {
  const address = addressOf(url, path)
  const headers = headersOf(token, 'application/json')
  for (let attempt = 0; ; attempt += 1) {
    const response = await answerOf(send, address, { headers, ...(signal === undefined ? {} : { signal }) })
    const body = await readJson(response, signal)
    if (response.ok && body !== undefined) return { body, seq: Number(response.headers.get('verso-seq')) }
    const error = errorOf(response, body)
    if (attempt >= retries || (response.status !== 429 && response.status !== 503)) throw error
    await wait(Math.min(error.retryAfterSeconds ?? 2 ** attempt, maxWaitSeconds), signal)
  }
}

function addressOf(url: string, path: string): URL {
  return new URL(`content/v1/${path}`, url.endsWith('/') ? url : `${url}/`)
}

function headersOf(token: string | undefined, accept: string): Record<string, string> {
  return { accept, ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) }
}

async function answerOf(send: typeof fetch, address: URL, init: RequestInit): Promise<Response> {
  try {
    return await send(address, init)
  } catch (cause) {
    init.signal?.throwIfAborted()
    throw new VersoError(0, { code: 'no_answer', title: `There is no answer from ${address.origin}` }, { cause })
  }
}

async function readJson(response: Response, signal: AbortSignal | undefined): Promise<unknown> {
  try {
    return await response.json()
  } catch {
    signal?.throwIfAborted()
    // What isn't JSON comes from something between here and Verso; the status says more than the text.
    return undefined
  }
}

function errorOf(response: Response, body: unknown): VersoError {
  const problem = typeof body === 'object' && body !== null && !response.ok ? { ...body } : {}
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN)
  return new VersoError(response.status, problem, {
    requestId: response.headers.get('x-request-id'),
    retryAfterSeconds: Number.isFinite(seconds) ? seconds : null,
  })
}

/** Waits, unless that is given up. */
export function wait(seconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted()
    const timer = setTimeout(done, seconds * 1_000)
    function done() {
      signal?.removeEventListener('abort', giveUp)
      resolve()
    }
    function giveUp() {
      clearTimeout(timer)
      reject(signal?.reason)
    }
    signal?.addEventListener('abort', giveUp, { once: true })
  })
}
