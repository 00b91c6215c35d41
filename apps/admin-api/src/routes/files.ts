import { Readable } from 'node:stream'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import { fileHeaders, parseRange, readMediaFile } from '@verso/core'
import { HttpFault, readParameters } from '@verso/http'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { AdminApiOptions } from '../options.ts'
import { flagOf } from '../page-parameters.ts'

const FileParams = Type.Object({ id: Type.String(), filename: Type.String() })

type File = Awaited<ReturnType<typeof readMediaFile>>

/** Originals, for whoever knows their address. */
export async function fileRoutes(instance: FastifyInstance, { base }: Pick<AdminApiOptions, 'base'>): Promise<void> {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>()
  app.addHook('preValidation', readParameters)

  app.get(
    '/media/:id/:filename',
    { config: { query: ['download'] }, schema: { hide: true, params: FileParams } },
    async (request, reply) => {
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
    },
  )
}

function isKnown(request: FastifyRequest, { sha256 }: File): boolean {
  const known = request.headers['if-none-match']?.split(',') ?? []
  return known.some((tag) => ['*', `"${sha256}"`, `W/"${sha256}"`].includes(tag.trim()))
}

interface Sending {
  file: File
  open: AdminApiOptions['base']['files']['open']
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
