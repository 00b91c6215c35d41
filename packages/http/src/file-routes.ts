import { Readable } from 'node:stream'
import { type Context, fileHeaders, parseRange, readMediaFile } from '@verso/core'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { flagOf } from './flag-of.ts'
import { HttpFault } from './http-fault.ts'
import { readParameters } from './read-parameters.ts'
import './request-decorations.ts'

interface FileParams {
  id: string
  filename: string
}

type File = Awaited<ReturnType<typeof readMediaFile>>

export interface FileOptions {
  base: Pick<Context, 'store' | 'files'>
}

/** Originals, for whoever knows their address. Whatever serves one of the APIs serves these too. */
export async function fileRoutes(app: FastifyInstance, { base }: FileOptions): Promise<void> {
  app.decorateRequest('parameters')
  app.addHook('preValidation', readParameters)

  app.get<{ Params: FileParams }>('/media/:id/:filename', { config: { query: ['download'] } }, async (request, reply) => {
    const download = flagOf(request.parameters, 'download')
    const file = await readMediaFile(base.store, request.params.id, request.params.filename)
    reply.headers({
      ...fileHeaders(file, { download }),
      // The address stays when a file is replaced, so a cache has to ask; the tag makes that cheap.
      'cache-control': 'public, max-age=0, must-revalidate',
      'cache-tag': `m-${file.id}`,
      'surrogate-key': `m-${file.id}`,
      'access-control-allow-origin': '*',
      'access-control-expose-headers': 'ETag, X-Request-Id',
    })
    if (isKnown(request, file)) return reply.code(304).send()
    return sendBytes(request, reply, { file, open: base.files.open })
  })
}

function isKnown(request: FastifyRequest, { sha256 }: File): boolean {
  const known = request.headers['if-none-match']?.split(',') ?? []
  return known.some((tag) => ['*', `"${sha256}"`, `W/"${sha256}"`].includes(tag.trim()))
}

interface Sending {
  file: File
  open: FileOptions['base']['files']['open']
}

async function sendBytes(request: FastifyRequest, reply: FastifyReply, { file, open }: Sending): Promise<FastifyReply> {
  const bytes = Number(file.bytes)
  const range = parseRange(rangeHeader(request, file), bytes)
  if (range === 'unsatisfiable') {
    throw new HttpFault('range_not_satisfiable', 'The range lies outside the file', { headers: { 'content-range': `bytes */${bytes}` } })
  }
  if (range !== null) reply.code(206).header('content-range', `bytes ${range.start}-${range.end}/${bytes}`)
  reply.header('content-length', String(range === null ? bytes : range.end - range.start + 1))
  // An empty stream keeps the length that was said; the file needn't be opened.
  return reply.send(request.method === 'HEAD' ? Readable.from([]) : await opened(open, file, range))
}

/** With `If-Range`, a part is only good of the same bytes. */
function rangeHeader(request: FastifyRequest, { sha256 }: File): string | undefined {
  const condition = request.headers['if-range']
  return condition === undefined || condition === `"${sha256}"` ? request.headers.range : undefined
}

async function opened(open: Sending['open'], { sha256 }: File, range: Parameters<Sending['open']>[1] | null): Promise<Readable> {
  return range === null || range === undefined ? open(sha256) : open(sha256, range)
}
