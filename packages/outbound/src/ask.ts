import { type Agent, request } from 'undici'
import { OutboundError } from './outbound-error.ts'
import { parseTarget } from './parse-target.ts'

const maxBytes = 64 * 1024
const headersMs = 15_000
const totalMs = 20_000

export interface AskOptions {
  method?: string | undefined
  headers?: Record<string, string> | undefined
  body?: ArrayBuffer | ReadableStream | Uint8Array | string | URLSearchParams | null | undefined
  signal?: AbortSignal | undefined
}

/** One small question to a service, such as who signs its tokens. Redirects are answers, and aren't followed. */
export async function ask(agent: Agent, url: string, { method = 'GET', headers = {}, body, signal }: AskOptions): Promise<Response> {
  const target = parseTarget(url)
  const late = AbortSignal.timeout(totalMs)
  try {
    const answer = await request(target, {
      dispatcher: agent,
      method: method as 'GET' | 'POST',
      headers: { 'user-agent': 'Verso', ...headers, 'accept-encoding': 'identity' },
      body: body === undefined || body === null ? null : Buffer.from(await new Response(body as string).arrayBuffer()),
      headersTimeout: headersMs,
      bodyTimeout: headersMs,
      signal: signal === undefined ? late : AbortSignal.any([late, signal]),
    })
    const named = Object.entries(answer.headers).flatMap(([name, value]) =>
      [value ?? []].flat().map((one): [string, string] => [name, one]),
    )
    const bytes = await smallBody(answer.body)
    // Node's own class refuses a body where there can be none.
    return new Response([204, 205, 304].includes(answer.statusCode) ? null : bytes, { status: answer.statusCode, headers: named })
  } catch (error) {
    throw error instanceof OutboundError ? error : new OutboundError('fetch_failed', error)
  }
}

async function smallBody(body: AsyncIterable<Buffer>): Promise<Buffer<ArrayBuffer>> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of body) {
    bytes += chunk.length
    if (bytes > maxBytes) throw new OutboundError('too_large', `sent more than ${maxBytes} bytes`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
