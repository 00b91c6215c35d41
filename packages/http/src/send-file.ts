import { Readable } from 'node:stream'
import { fileHeaders, parseRange, type FileServing, type ServedMedia } from '@verso/core'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { HttpFault } from './http-fault.ts'

interface Sending {
  served: ServedMedia
  /** Its bytes, where they are at hand. */
  content: Buffer | null
  download: boolean
  open: FileServing['files']['open']
}

const yearSeconds = 365 * 24 * 3600

/** Sends the bytes of a file, or the part that is asked for, or that they are known. */
export async function sendFile(
  request: FastifyRequest,
  reply: FastifyReply,
  { served, content, download, open }: Sending,
): Promise<FastifyReply> {
  reply.headers({
    ...fileHeaders(served, { download }),
    'cache-control': cacheControl(served),
    ...(served.isPrivate ? {} : { 'cache-tag': `m-${served.mediaId}`, 'surrogate-key': `m-${served.mediaId}` }),
    ...(served.dependsOnAccept ? { vary: 'Accept' } : {}),
    'access-control-allow-origin': '*',
    'access-control-expose-headers': 'ETag, X-Request-Id, Retry-After',
  })
  if (isKnown(request, served)) return reply.code(304).send()
  const { bytes } = served
  const range = parseRange(rangeHeader(request, served), bytes)
  if (range === 'unsatisfiable') {
    throw new HttpFault('range_not_satisfiable', 'The range lies outside the file', { headers: { 'content-range': `bytes */${bytes}` } })
  }
  if (range !== null) reply.code(206).header('content-range', `bytes ${range.start}-${range.end}/${bytes}`)
  reply.header('content-length', String(range === null ? bytes : range.end - range.start + 1))
  // An empty stream keeps the length that was said; the file needn't be opened.
  if (request.method === 'HEAD') return reply.send(Readable.from([]))
  if (content !== null) return reply.send(range === null ? content : content.subarray(range.start, range.end + 1))
  return reply.send(await (range === null ? open(served.sha256) : open(served.sha256, range)))
}

/** What is said of an original may change under its address, so a cache has to ask; the tag makes that cheap. */
function cacheControl({ isPrivate, isFixed }: ServedMedia): string {
  if (isPrivate) return 'private, no-store'
  return isFixed ? `public, max-age=${yearSeconds}, immutable` : 'public, max-age=0, must-revalidate'
}

function isKnown(request: FastifyRequest, { sha256 }: ServedMedia): boolean {
  const known = request.headers['if-none-match']?.split(',') ?? []
  return known.some((tag) => ['*', `"${sha256}"`, `W/"${sha256}"`].includes(tag.trim()))
}

/** With `If-Range`, a part is only good of the same bytes. */
function rangeHeader(request: FastifyRequest, { sha256 }: ServedMedia): string | undefined {
  const condition = request.headers['if-range']
  return condition === undefined || condition === `"${sha256}"` ? request.headers.range : undefined
}
