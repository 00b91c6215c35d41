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
  return inOnePiece(lines)
}

interface Ready {
  status: 200 | 304
  /** Lines of all headers but those of the connection. */
  lines: string
  body: Buffer | null
  keepAliveMs: number
}

/** An answer of Node, with the field in which Node keeps a finished head. */
interface WithHead extends ServerResponse {
  _header: string
}

/**
 * Whether an answer can be given a head that is put together already. Node has no public way to do that, and puts two dozen headers together for each answer, which takes
 * as long as all else of answering from memory. So its own field for the finished head is set. Where that isn't there, where somebody has set
 * headers already, or where the connection is to end, the usual way is taken.
 */
export function takesReadyHead(raw: ServerResponse): raw is WithHead {
  return (
    '_header' in raw &&
    raw.shouldKeepAlive &&
    raw.socket instanceof Socket &&
    raw.req.httpVersion === '1.1' &&
    raw.getHeaderNames().length === 0
  )
}

export function writeReady(raw: WithHead, { status, lines, body, keepAliveMs }: Ready): void {
  raw.statusCode = status
  raw._header = statusLines[status] + lines + connectionLines(keepAliveMs)
  if (body === null) raw.end()
  else raw.end(body)
}

const statusLines = { 200: `HTTP/1.1 200 ${STATUS_CODES[200]}\r\n`, 304: `HTTP/1.1 304 ${STATUS_CODES[304]}\r\n` }

let known = ''
let [second, forMs] = [0, 0]

/** The end of every head, which is the same for a second. */
function connectionLines(keepAliveMs: number): string {
  const now = Math.floor(Date.now() / 1000)
  if (now !== second || keepAliveMs !== forMs) {
    ;[second, forMs] = [now, keepAliveMs]
    const date = new Date(now * 1000).toUTCString()
    known = inOnePiece(`date: ${date}\r\nconnection: keep-alive\r\nkeep-alive: timeout=${Math.floor(keepAliveMs / 1000)}\r\n\r\n`)
  }
  return known
}

/** A text that was put together is a tree of its parts, which would be walked through for every answer. */
function inOnePiece(text: string): string {
  return Buffer.from(text, 'latin1').toString('latin1')
}
