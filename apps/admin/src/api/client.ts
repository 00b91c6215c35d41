import { noAnswer, problemOf } from './api-problem.ts'
import { withSession } from './session.ts'
import { viewAsHeader } from './view-as.ts'

export type Query = Record<string, string | number | boolean | undefined>

interface SendOptions {
  query?: Query
  body?: unknown
  /** The revision that the change began from, or the tag that came with it. */
  ifMatch?: number | string
  signal?: AbortSignal
  /** Lets the request outlive the page. */
  keepalive?: boolean
}

export interface ApiAnswer<T> {
  body: T
  status: number
  /** The publication log's number, when published state was changed or read. */
  seq: number | null
  etag: string | null
  requestId: string | null
}

type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
type WithoutBody = Omit<SendOptions, 'body'>

/** The admin API, with paths that begin after `/admin/v1`. Refusals are thrown as `ApiProblem`. */
export const api = {
  send,
  get: async <T>(path: string, options?: WithoutBody) => (await send<T>('GET', path, options)).body,
  post: async <T>(path: string, body?: unknown, options?: WithoutBody) => (await send<T>('POST', path, { ...options, body })).body,
  patch: async <T>(path: string, body: unknown, options?: WithoutBody) => (await send<T>('PATCH', path, { ...options, body })).body,
  put: async <T>(path: string, body: unknown, options?: WithoutBody) => (await send<T>('PUT', path, { ...options, body })).body,
  delete: async <T>(path: string, options?: WithoutBody) => (await send<T>('DELETE', path, options)).body,
}

/** A text in another form than JSON, whole. */
export async function getText(path: string, { accept, query }: { accept: string; query?: Query }): Promise<string> {
  return withSession(async (authorization) => {
    const answer = await answered(
      fetch(`/admin/v1${path}${searchOf(query)}`, {
        headers: { Accept: accept, ...viewAsHeader('GET'), ...authorization },
      }),
    )
    const text = await answered(answer.text())
    if (!answer.ok) throw problemOf(answer.status, text, (name) => answer.headers.get(name))
    return text
  })
}

async function send<T>(method: Method, path: string, options: SendOptions = {}): Promise<ApiAnswer<T>> {
  return withSession((authorization) => sendOnce<T>(method, path, { ...options, authorization }))
}

async function sendOnce<T>(
  method: Method,
  path: string,
  { authorization, ...options }: SendOptions & { authorization: Record<string, string> },
): Promise<ApiAnswer<T>> {
  const headers: Record<string, string> = { Accept: 'application/json', ...viewAsHeader(method), ...authorization }
  if (options.body !== undefined) headers['Content-Type'] = 'application/json'
  if (options.ifMatch !== undefined) headers['If-Match'] = typeof options.ifMatch === 'number' ? `"${options.ifMatch}"` : options.ifMatch
  const init: RequestInit = {
    method,
    headers,
    body: options.body === undefined ? null : JSON.stringify(options.body),
    signal: options.signal ?? null,
  }
  if (options.keepalive === true) init.keepalive = true

  const answer = await answered(fetch(`/admin/v1${path}${searchOf(options.query)}`, init))
  const text = await answered(answer.text())
  const header = (name: string) => answer.headers.get(name)
  if (!answer.ok) throw problemOf(answer.status, text, header)
  const seq = header('Verso-Seq')
  return {
    body: (text === '' ? undefined : JSON.parse(text)) as T,
    status: answer.status,
    seq: seq === null ? null : Number(seq),
    etag: header('ETag'),
    requestId: header('X-Request-Id'),
  }
}

/** A request given up by its caller stays an AbortError; everything else that never came back is one kind of problem. */
async function answered<T>(promise: Promise<T>): Promise<T> {
  try {
    return await promise
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw noAnswer()
  }
}

function searchOf(query: Query = {}): string {
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined)
  if (pairs.length === 0) return ''
  return `?${new URLSearchParams(pairs.map(([name, value]) => [name, String(value)]))}`
}
