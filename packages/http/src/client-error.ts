import { randomUUID } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { ProblemCode } from '@verso/contract'
import { problemOf, problemType } from './problems.ts'
import { problemStatuses } from './problem-statuses.ts'

const codes: Record<string, ProblemCode> = {
  HPE_HEADER_OVERFLOW: 'headers_too_large',
  ERR_HTTP_REQUEST_TIMEOUT: 'request_timeout',
}

/** Answers what isn't HTTP, or is too much of it: such a request never becomes one. */
export function answerClientError(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const code = codes[error.code ?? ''] ?? 'invalid_request'
  const requestId = randomUUID()
  const body = JSON.stringify(problemOf(code, requestId))
  const lines = [
    `HTTP/1.1 ${problemStatuses[code]} Refused`,
    `Content-Type: ${problemType}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    `X-Request-Id: ${requestId}`,
    'Cache-Control: no-store',
    'Connection: close',
  ]
  socket.end(`${lines.join('\r\n')}\r\n\r\n${body}`)
}

/** A problem for a request that no app has taken yet: while a server starts or stops. */
export function sendRawProblem(response: ServerResponse, code: ProblemCode, headers: Record<string, string> = {}): void {
  const requestId = randomUUID()
  const body = JSON.stringify(problemOf(code, requestId))
  response.writeHead(problemStatuses[code], {
    'content-type': problemType,
    'content-length': String(Buffer.byteLength(body)),
    'cache-control': 'no-store',
    'x-request-id': requestId,
    ...(problemStatuses[code] === 503 ? { 'retry-after': '1' } : {}),
    ...headers,
  })
  response.end(body)
}
