import type { RefusalIssue } from '@verso/core'
import { HttpFault } from './http-fault.ts'
import { parseJson } from './json-body.ts'

/** A line of NDJSON, counted from 1: its value, or why it is none. */
export interface NdjsonLine {
  number: number
  value?: unknown
  issues?: readonly RefusalIssue[]
  bytes: number
}

/** What a body of JSON may have is what a line may have. */
const maxLineBytes = 1024 * 1024
const maxBatchBytes = 8 * 1024 * 1024
const newline = 0x0a
const mark = Buffer.from([0xef, 0xbb, 0xbf])

/** The lines of a stream as strict JSON; empty ones are counted and passed over. Never holds more than one line and one piece of the stream. */
export async function* ndjsonLines(stream: AsyncIterable<Buffer | string>): AsyncGenerator<NdjsonLine> {
  let pieces: Buffer[] = []
  let bytes = 0
  let number = 1
  for await (const chunk of stream) {
    let rest: Buffer = Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk)
    for (let end = rest.indexOf(newline); end !== -1; end = rest.indexOf(newline)) {
      yield* lineOf(number, { pieces: [...pieces, rest.subarray(0, end)], bytes: bytes + end })
      rest = rest.subarray(end + 1)
      number += 1
      pieces = []
      bytes = 0
    }
    bytes += rest.length
    // What is too long is counted, and not kept.
    if (bytes <= maxLineBytes && rest.length > 0) pieces.push(rest)
  }
  yield* lineOf(number, { pieces, bytes })
}

/** The same in batches of so many lines, of fewer where they are long. The last one may be empty. */
export async function* ndjsonBatches(stream: AsyncIterable<Buffer | string>, maxLines: number): AsyncGenerator<NdjsonLine[]> {
  let lines: NdjsonLine[] = []
  let bytes = 0
  for await (const line of ndjsonLines(stream)) {
    lines.push(line)
    bytes += line.bytes
    if (lines.length < maxLines && bytes < maxBatchBytes) continue
    yield lines
    lines = []
    bytes = 0
  }
  yield lines
}

function* lineOf(number: number, { pieces, bytes }: { pieces: readonly Buffer[]; bytes: number }): Generator<NdjsonLine> {
  if (bytes > maxLineBytes) {
    yield { number, bytes, issues: [{ path: '', code: 'too_large', message: 'A line has at most 1 MiB' }] }
    return
  }
  const whole = Buffer.concat(pieces)
  const line = number === 1 && whole.subarray(0, mark.length).equals(mark) ? whole.subarray(mark.length) : whole
  if (line.every((byte) => byte <= 0x20)) return
  yield { number, bytes, ...read(line) }
}

function read(line: Buffer): Omit<NdjsonLine, 'number' | 'bytes'> {
  try {
    return { value: parseJson(line) }
  } catch (error) {
    if (!(error instanceof HttpFault)) throw error
    const { issues, code, message } = error
    return { issues: issues.length > 0 ? issues : [{ path: '', code, message: message.replace('The body', 'The line') }] }
  }
}
