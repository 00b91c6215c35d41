import type { ServerResponse } from 'node:http'
import { type PublishedAnswer, Refusal } from '@verso/core'
import { type Arrival, securityHeaders } from '@verso/http'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { CacheControl } from './cache-control.ts'
import { type Coding, chooseCoding } from './content-coding.ts'
import type { Cors } from './cors.ts'
import { type ReadLimits, setHeaders } from './read-limits.ts'
import { linesOf, takesReadyHead, writeReady } from './ready-head.ts'
import { type FinishedAnswer, inCoding, tagHeaders } from './finish-answer.ts'

/** What of sending is the same for all answers of a server. */
export interface SendOptions {
  cacheControl: CacheControl
  cors: Cors
  limits: ReadLimits
  /** How long a connection is kept without a request. */
  keepAliveMs: () => number
}

interface AtOnce {
  finished: FinishedAnswer
  /** The state at which it is known to be true. */
  seq: bigint
  options: SendOptions
}

interface Sending extends AtOnce {
  /** Hears how many bytes the answer has grown by, when it is sent in a coding for the first time. */
  onMade: (bytes: number) => void
}

/** Sends an answer: a strong ETag of the bytes, the state that they show, the tags that purge them; 304 where the reader has them. */
export async function sendFinished(
  request: FastifyRequest,
  reply: FastifyReply,
  { finished, seq, onMade, options }: Sending,
): Promise<FastifyReply> {
  // What a POST gives is never "not modified": nobody keeps it under its address.
  if (request.method !== 'POST' && sendAtOnce(request, reply.raw, { finished, seq, options })) return reply.hijack()
  const coding = chooseCoding(request.headers['accept-encoding'], finished.body.byteLength)
  setHeaders(reply, ['verso-seq', String(seq), ...headersOf(request, { finished, coding, options })])
  if (request.method !== 'POST' && isKnown(request.headers['if-none-match'], finished.etag)) {
    setHeaders(reply, options.limits.headersFor(request, true) ?? [])
    return reply.code(304).send()
  }
  if (coding === 'identity') return reply.send(finished.body)
  const bytes = await inCoding(finished, coding, onMade)
  return reply.header('content-encoding', coding).send(bytes)
}

const security = Object.entries(securityHeaders).flat()

/** A request of which nothing but its address is known yet, or more. */
export type Asking = Arrival & Partial<Pick<FastifyRequest, 'counted'>>

/**
 * The same with all that is in hand already, written at once, so that nothing of an answer is put together twice. False
 * where something has to be made first.
 */
export function sendAtOnce(request: Asking, raw: ServerResponse, { finished, seq, options }: AtOnce): boolean {
  const { headers: asked } = request
  const coding = chooseCoding(asked['accept-encoding'], finished.body.byteLength)
  const bytes = coding === 'identity' ? finished.body : finished.coded.get(coding)
  if (bytes === undefined || bytes instanceof Promise) return false
  const isUnchanged = isKnown(asked['if-none-match'], finished.etag)
  const limited = options.limits.headersFor(request, isUnchanged)
  if (limited === null) return false
  const own: Own = { finished, status: isUnchanged ? 304 : 200, coding, bytes, options }
  const ofThis = ['x-request-id', request.id, 'verso-seq', String(seq)]
  const ofReader = options.cors.headersFor(request)
  if (takesReadyHead(raw)) {
    const lines = ownLines(request, own) + plainLines(ofThis) + plainLines(ofReader) + plainLines(limited)
    writeReady(raw, { status: own.status, lines, body: isUnchanged ? null : bytes, keepAliveMs: options.keepAliveMs() })
    return true
  }
  const headers = [...ownHeaders(request, own), ...ofThis, ...ofReader, ...limited]
  if (isUnchanged) raw.writeHead(304, headers).end()
  else raw.writeHead(200, headers).end(bytes)
  return true
}

interface Own {
  finished: FinishedAnswer
  status: 200 | 304
  coding: Coding
  bytes: Buffer
  options: Pick<SendOptions, 'cors' | 'cacheControl'>
}

/** The headers of an answer that are the same for all who get it in this coding, with a token or without. */
function ownHeaders(request: Asking, { finished, status, coding, bytes, options }: Own): string[] {
  const headers = [...security, ...headersOf(request, { finished, coding, options })]
  if (status === 304) return headers
  if (coding !== 'identity') headers.push('content-encoding', coding)
  headers.push('content-length', String(bytes.byteLength))
  return headers
}

function ownLines(request: Asking, own: Own): string {
  const key = `${own.status} ${own.coding} ${request.headers.authorization === undefined}`
  const { heads } = own.finished
  const known = heads.get(key)
  if (known !== undefined) return known
  const made = linesOf(ownHeaders(request, own))
  heads.set(key, made)
  return made
}

/** Of what is made here for each answer there is nothing to check. */
function plainLines(headers: readonly string[]): string {
  let lines = ''
  for (let at = 0; at < headers.length; at += 2) lines += `${headers[at]}: ${headers[at + 1]}\r\n`
  return lines
}

function headersOf({ headers }: Asking, { finished, coding, options }: Pick<Own, 'finished' | 'coding' | 'options'>): string[] {
  const { cors, cacheControl } = options
  const { etag, pinned: isPinned, isPreview, vary } = finished
  return [
    ...finished.headers,
    'vary',
    `Authorization, Accept-Encoding${vary}${cors.vary}`,
    'etag',
    coding === 'identity' ? `"${etag}"` : `"${etag}-${coding}"`,
    'cache-control',
    isPreview ? 'private, no-store' : cacheControl({ isToToken: headers.authorization !== undefined, isPinned }),
  ]
}

/** That nothing is there is an answer too: it names its state, and is purged with the type. */
export function absence(
  reply: FastifyReply,
  { missing, movedTo, gone, seq, shown }: PublishedAnswer & { missing: string },
  { cors }: SendOptions,
): Refusal {
  setHeaders(reply, ['verso-seq', String(seq), ...tagHeaders(shown), 'vary', `Authorization, Accept-Encoding${cors.vary}`])
  if (gone !== undefined) return new Refusal(gone, 'It was published then, and has been taken out of the past since')
  return movedTo === undefined ? new Refusal('not_found', missing) : new Refusal('moved', missing, { facts: { movedTo } })
}

/** A reader may hold the bytes in any coding; `*` and weak forms count as RFC 9110 says for GET. */
function isKnown(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false
  if (header === `"${etag}"` || header.trim() === '*') return true
  return header.split(',').some((part) => {
    const known = /^(?:W\/)?"([^"]*?)(?:-(?:gzip|br|zstd))?"$/.exec(part.trim())
    return known?.[1] === etag
  })
}
