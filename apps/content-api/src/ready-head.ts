import { type ServerResponse, STATUS_CODES, validateHeaderName, validateHeaderValue } from 'node:http'
import { Socket } from 'node:net'

/** Headers as the lines of a head. What Node would check of each of them each time is checked here, once. */
export function linesOf(headers: readonly string[]): string {
  let lines = ''
  for (let at = 0; at < headers.length; at += 2) {
    const [name = '', value = ''] = [headers[at], headers[at + 1]]
    validateHeaderName(name)
    validateHeaderValue(name, value)
    lines += `${name}: ${value}\r\n`
  }
  return lines
}

interface Ready {
  status: 200 | 304
  /** Lines of all headers but those of the connection. */
  lines: string
  body: string | Buffer | null
  keepAliveMs: number
}

/**
 * Whether an answer can be given a head that is put together already. Node has no public way to do that, and puts two dozen headers together for each answer, which takes
 * as long as all else of answering from memory. So its own field for the finished head is set. Where that isn't there, where somebody has set
 * headers already, or where the connection is to end, the usual way is taken.
 */
export function takesReadyHead(raw: ServerResponse): boolean {
  return (
    '_header' in raw &&
    raw.shouldKeepAlive &&
    raw.socket instanceof Socket &&
    raw.req.httpVersion === '1.1' &&
    raw.getHeaderNames().length === 0
  )
}

export function writeReady(raw: ServerResponse, { status, lines, body, keepAliveMs }: Ready): void {
  const connection = `date: ${presentDate()}\r\nconnection: keep-alive\r\nkeep-alive: timeout=${Math.floor(keepAliveMs / 1000)}\r\n`
  Object.assign(raw, { statusCode: status, _header: `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines}${connection}\r\n` })
  if (body === null) raw.end()
  else if (typeof body === 'string') raw.end(body, 'latin1')
  else raw.end(body)
}

let date = ''
let second = 0

function presentDate(): string {
  const now = Math.floor(Date.now() / 1000)
  if (now !== second) {
    second = now
    date = new Date(now * 1000).toUTCString()
  }
  return date
}
