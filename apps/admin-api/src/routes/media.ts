import fastifyMultipart from '@fastify/multipart'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import { IdParams, ImportMediaBody, ListOf, MediaView, PatchMediaBody, Problem, UploadedMedia, Usages } from '@verso/contract'
import { changeMedia, createMedia, deleteMedia, getMedia, listMedia, listMediaUsages, type UploadedFiles } from '@verso/core'
import { flagOf } from '@verso/http'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { ifMatchRevision } from '../if-match.ts'
import { mediaFilterNames, mediaFilterOf } from '../media-filter.ts'
import { limitOf } from '../page-parameters.ts'
import type { AdminApiOptions } from '../options.ts'
import { readRemote } from '../read-remote.ts'
import { readUpload, uploadLimits } from '../read-upload.ts'
import { toUsages } from '../views/entry-view.ts'
import { toMediaView, toMediaViews } from '../views/media-view.ts'

const usualLimit = 50

/** Files, and what is said of them. */
export async function mediaRoutes(instance: FastifyInstance, { outbound }: Pick<AdminApiOptions, 'outbound'>): Promise<void> {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>()
  await app.register(fastifyMultipart, { limits: uploadLimits, throwFileSizeLimit: false })

  app.get(
    '/media',
    {
      config: { query: ['limit', 'after', 'count', ...mediaFilterNames] },
      schema: {
        summary: 'Files, newest first; `filter[alt][de][empty]=true` for those without alternative text in a language',
        response: { 200: ListOf(MediaView), '4xx': Problem },
      },
    },
    async (request) => {
      const { after } = request.parameters
      const limit = limitOf(request.parameters, usualLimit)
      const given = { ...mediaFilterOf(request.parameters), ...(after === undefined ? {} : { after }) }
      const { rows, more, total } = await listMedia(request.ctx, { limit, ...given, count: flagOf(request.parameters, 'count') })
      const page = { limit, next: more ? (rows.at(-1)?.id ?? null) : null, ...(total === undefined ? {} : { total }) }
      return { data: await toMediaViews(request.ctx, rows), page }
    },
  )

  app.post(
    '/media',
    {
      schema: {
        summary: 'Upload files: multipart parts `file` and, if wanted, `description` as JSON',
        consumes: ['multipart/form-data'],
        response: { 201: UploadedMedia, '4xx': Problem },
      },
    },
    async (request, reply) => {
      const { files, description } = await readUpload(request)
      return replyUploaded(request, reply, await createMedia(request.ctx, files, description))
    },
  )

  app.post(
    '/media/import',
    {
      config: { idempotencyKey: 'late' },
      schema: { summary: 'Fetch a file from an address', body: ImportMediaBody, response: { 201: UploadedMedia, '4xx': Problem } },
    },
    async (request, reply) => {
      const { alt } = request.body
      const file = await readRemote(request, outbound, request.body)
      return replyUploaded(request, reply, await createMedia(request.ctx, [file], alt === undefined ? {} : { alt }))
    },
  )

  app.get(
    '/media/:id',
    { schema: { summary: 'One file', params: IdParams, response: { 200: MediaView, '4xx': Problem } } },
    async (request, reply) => {
      const media = await getMedia(request.ctx, request.params.id)
      reply.header('etag', `"${media.revision}"`)
      return toMediaView(request.ctx, media)
    },
  )

  app.patch(
    '/media/:id',
    {
      config: { ifMatch: true },
      schema: {
        summary: 'Change what is said of a file',
        params: IdParams,
        body: PatchMediaBody,
        response: { 200: MediaView, '4xx': Problem },
      },
    },
    async (request, reply) => {
      const { media, seq } = await changeMedia(request.ctx, request.params.id, {
        changes: request.body,
        ifRevision: ifMatchRevision(request) ?? null,
      })
      if (seq !== null) reply.header('verso-seq', String(seq))
      reply.header('etag', `"${media.revision}"`)
      return toMediaView(request.ctx, media)
    },
  )

  app.delete(
    '/media/:id',
    { schema: { summary: 'Delete a file that no entry shows', params: IdParams, response: { 204: Type.Null(), '4xx': Problem } } },
    async (request, reply) => {
      const seq = await deleteMedia(request.ctx, request.params.id)
      return reply.code(204).header('verso-seq', String(seq)).send(null)
    },
  )

  app.get(
    '/media/:id/usages',
    { schema: { summary: 'Which entries show a file', params: IdParams, response: { 200: Usages, '4xx': Problem } } },
    async (request) => toUsages(await listMediaUsages(request.ctx, request.params.id)),
  )
}

/** One file is answered bare, several as a list. */
async function replyUploaded(request: FastifyRequest, reply: FastifyReply, { uploaded, seq }: UploadedFiles): Promise<UploadedMedia> {
  const views = await toMediaViews(
    request.ctx,
    uploaded.map(({ media }) => media),
  )
  reply.code(201).header('verso-seq', String(seq))
  const [view] = views
  if (view === undefined || views.length > 1) return { data: views }
  reply.header('location', `/admin/v1/media/${view.id}`)
  const duplicateOf = uploaded[0]?.duplicateOf ?? null
  return { data: view, ...(duplicateOf === null ? {} : { duplicateOf }) }
}
