import { type Agent, type Dispatcher, request } from 'undici'
import { OutboundError } from './outbound-error.ts'
import { parseTarget } from './parse-target.ts'

const maxAnswerBytes = 64 * 1024
const headersMs = 15_000
const totalMs = 20_000

export interface PostMessage {
  headers: Record<string, string>
  body: string
  signal?: AbortSignal | undefined
}

/** What came back; `status` is null where nothing did. */
export interface PostOutcome {
  status: number | null
  headers: Record<string, string>
  /** The beginning of the answer's body. */
  text: string
  /** Why there is no answer, in a word that tells nothing of the network inside. */
  error: PostFault | null
}

export type PostFault = 'address_refused' | 'connection_failed' | 'timeout' | 'aborted'

/**
 * Sends one message and reads no more of the answer than its beginning: 15 s to the status line, 20 s in all. Redirects are answers, and aren't followed.
 * What was answered counts as soon as its status is there, however the body ends.
 */
export async function post(agent: Agent, url: string, { headers, body, signal }: PostMessage): Promise<PostOutcome> {
  const late = AbortSignal.timeout(totalMs)
  try {
    const answer = await request(parseTarget(url), {
      dispatcher: agent,
      method: 'POST',
      headers: { 'user-agent': 'Verso', ...headers, 'accept-encoding': 'identity' },
      body,
      headersTimeout: headersMs,
      bodyTimeout: headersMs,
      signal: signal === undefined ? late : AbortSignal.any([late, signal]),
    })
    const text = await beginningOf(answer.body)
    return { status: answer.statusCode, headers: singleHeaders(answer), text, error: null }
  } catch (error) {
    return { status: null, headers: {}, text: '', error: faultOf(error, { late, signal }) }
  }
}

/** What a body begins with; one that never ends, or breaks off, is left there. */
async function beginningOf(body: Dispatcher.ResponseData['body']): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      chunks.push(chunk.subarray(0, maxAnswerBytes - bytes))
      bytes += chunk.length
      if (bytes >= maxAnswerBytes) break
    }
  } catch {
    // The status was the answer.
  }
  // Leaving the loop destroys what is left, and its connection with it.
  return Buffer.concat(chunks).toString('utf8')
}

function singleHeaders({ headers }: Dispatcher.ResponseData): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value ?? ''].flat().join(', ')]))
}

function faultOf(error: unknown, { late, signal }: { late: AbortSignal; signal: AbortSignal | undefined }): PostFault {
  if (error instanceof OutboundError) return 'address_refused'
  if (signal?.aborted === true) return 'aborted'
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return late.aborted || code.includes('TIMEOUT') || code === 'ETIMEDOUT' ? 'timeout' : 'connection_failed'
}
