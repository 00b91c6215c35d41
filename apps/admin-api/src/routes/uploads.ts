import { IdParams, MediaDescription, Problem } from '@verso/contract'
import {
  appendToUpload,
  authoriseUpload,
  beginUpload,
  cancelUpload,
  type Description,
  findUpload,
  maxUploadBytes,
  type UploadState,
} from '@verso/core'
import { HttpFault, isUploadQuestion, parseJson, requireShape, tusVersion, uploadLocked } from '@verso/http'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Readable } from 'node:stream'
import { Type } from 'typebox'

const bytesType = 'application/offset+octet-stream'
const maxMetadata = 64 * 1024

/** Uploads that resume, by tus 1.0 with the extensions creation and termination. */
export async function uploadRoutes(instance: FastifyInstance): Promise<void> {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>()
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(bytesType, (_request, payload, done) => done(null, payload))
  // A creation may come without a body, whatever its type says.
  app.addContentTypeParser('*', (_request, payload, done) => {
    payload.resume()
    done(null, undefined)
  })
  app.addHook('onSend', async (request, reply) => {
    const isForNow = reply.statusCode === 503 || reply.statusCode === 429
    if (isForNow && isUploadQuestion({ method: request.method, path: request.url })) reply.code(uploadLocked)
    reply.headers({
      'tus-resumable': tusVersion,
      'tus-version': tusVersion,
      'tus-extension': 'creation,termination',
      'tus-max-size': String(maxUploadBytes),
    })
  })
  const answered = { '4xx': Problem }

  app.post(
    '/uploads',
    { schema: { summary: 'Begin an upload that resumes (tus 1.0)', response: { 201: Type.Null(), ...answered } } },
    async (request, reply) => {
      requireVersion(request)
      const state = await beginUpload(request.ctx, newUpload(request))
      return sendState(reply.code(201).header('location', `/admin/v1/uploads/${state.id}`), state)
    },
  )

  app.head(
    '/uploads/:id',
    {
      config: { swagger: { exposeHeadRoute: true } },
      schema: { summary: 'How far an upload is (tus 1.0)', params: IdParams, response: { 200: Type.Null(), ...answered } },
    },
    async (request, reply) => {
      requireVersion(request)
      return sendState(reply.code(200), await findUpload(request.ctx, request.params.id))
    },
  )

  app.patch(
    '/uploads/:id',
    {
      schema: {
        summary: 'Send bytes of an upload (tus 1.0)',
        params: IdParams,
        consumes: [bytesType],
        response: { 204: Type.Null(), ...answered },
      },
    },
    async (request, reply) => {
      requireVersion(request)
      if (request.headers['content-type'] !== bytesType) throw new HttpFault('unsupported_media_type', `Send the bytes as ${bytesType}`)
      const offset = numberIn(request, 'upload-offset')
      const state = await appendToUpload(request.ctx, request.params.id, { offset, stream: request.body as Readable })
      return sendState(reply.code(204), state)
    },
  )

  app.delete(
    '/uploads/:id',
    { schema: { summary: 'Give an upload up (tus 1.0)', params: IdParams, response: { 204: Type.Null(), ...answered } } },
    async (request, reply) => {
      requireVersion(request)
      await cancelUpload(request.ctx, request.params.id)
      return reply.code(204).send(null)
    },
  )
}

function sendState(reply: FastifyReply, { bytes, offset, mediaId }: UploadState): FastifyReply {
  reply.headers({ 'upload-offset': String(offset), 'upload-length': String(bytes) })
  if (mediaId !== null) reply.header('verso-media-id', mediaId)
  return reply.send()
}

/** Who may not upload is told so, whatever else is wrong. */
function requireVersion(request: FastifyRequest): void {
  authoriseUpload(request.ctx.actor)
  if (request.headers['tus-resumable'] !== tusVersion)
    throw new HttpFault('stale', `This server speaks tus ${tusVersion}: send Tus-Resumable`)
}

function numberIn(request: FastifyRequest, name: string): number {
  const text = String(request.headers[name] ?? '')
  if (/^\d{1,15}$/.test(text)) return Number(text)
  throw new HttpFault('invalid_request', `The header ${name} says how many bytes`)
}

function newUpload(request: FastifyRequest): Parameters<typeof beginUpload>[1] {
  const { filename, name, filetype, type, folder, description, replaces, ...others } = metadataOf(request)
  const [unknown] = Object.keys(others).filter((key) => key !== 'relativePath')
  if (unknown !== undefined) throw new HttpFault('invalid_request', `"${unknown}" is not metadata of an upload`)
  const said = description === undefined ? {} : parseJson(Buffer.from(description))
  requireShape(request, MediaDescription, said)
  return {
    bytes: numberIn(request, 'upload-length'),
    filename: filename ?? name ?? 'file',
    mimeType: filetype ?? type ?? 'application/octet-stream',
    description: { ...(said as Description), ...(folder === undefined ? {} : { folder }) },
    replaces: replaces ?? null,
  }
}

/** `key base64,key base64`; a value may be missing. */
function metadataOf(request: FastifyRequest): Record<string, string | undefined> {
  const header = String(request.headers['upload-metadata'] ?? '')
  if (header.length > maxMetadata) throw new HttpFault('too_large', 'The metadata is too large')
  const pairs = header === '' ? [] : header.split(',').map((pair) => pair.trim().split(' '))
  if (
    pairs.some(([key = '', value = '', ...rest]) => !/^[\w-]{1,100}$/.test(key) || rest.length > 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(value))
  )
    throw new HttpFault('invalid_request', 'Upload-Metadata holds keys with values in base64')
  return Object.fromEntries(pairs.map(([key = '', value = '']) => [key, Buffer.from(value, 'base64').toString('utf8')]))
}
