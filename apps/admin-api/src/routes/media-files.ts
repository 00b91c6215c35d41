import fastifyMultipart from '@fastify/multipart'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import { BulkMediaBody, BulkResults, IdParams, MediaView, Problem, SignedMedia, SignMediaBody } from '@verso/contract'
import { changeManyMedia, deriveKey, fileAddress, mayReplaceMedia, replaceMedia, signMedia } from '@verso/core'
import type { FastifyInstance } from 'fastify'
import { ifMatchRevision } from '../if-match.ts'
import type { AdminApiOptions } from '../options.ts'
import { readOneFile, uploadLimits } from '../read-upload.ts'
import { toMediaResults } from '../views/media-results.ts'
import { toMediaView } from '../views/media-view.ts'

/** The bytes of files that are there: others in their place, addresses that give them for a while; and acts on many. */
export async function mediaFileRoutes(
  instance: FastifyInstance,
  { secret, publicUrl }: Pick<AdminApiOptions, 'secret' | 'publicUrl'>,
): Promise<void> {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>()
  const key = deriveKey(secret, 'file-addresses')
  await app.register(fastifyMultipart, { limits: { ...uploadLimits, files: 1 }, throwFileSizeLimit: false })

  app.put(
    '/media/:id/file',
    {
      config: { ifMatch: true },
      schema: {
        summary: 'Put other bytes in the place of a file: multipart with one part `file`',
        consumes: ['multipart/form-data'],
        params: IdParams,
        response: { 200: MediaView, '4xx': Problem },
      },
    },
    async (request, reply) => {
      const ifRevision = ifMatchRevision(request) ?? null
      const file = await readOneFile(request, () => mayReplaceMedia(request.ctx, request.params.id))
      const { media, seq } = await replaceMedia(request.ctx, request.params.id, { file, ifRevision })
      if (seq !== null) reply.header('verso-seq', String(seq))
      reply.header('etag', `"${media.revision}"`)
      return toMediaView(request.ctx, media)
    },
  )

  app.post(
    '/media/:id/sign',
    {
      schema: {
        summary: 'An address that gives a file, private or not, for at most 24 hours',
        params: IdParams,
        body: SignMediaBody,
        response: { 200: SignedMedia, '4xx': Problem },
      },
    },
    async (request) => {
      const { expiresAt, parameters = {}, use = {} } = request.body
      const wish = { expiresAt: new Date(expiresAt), parameters, use }
      const signed = await signMedia(request.ctx, request.params.id, { wish, key })
      return { url: `${publicUrl ?? ''}${fileAddress(signed)}?${new URLSearchParams(signed.parameters)}` }
    },
  )

  app.post(
    '/media/bulk',
    {
      schema: {
        summary: 'Move, tag or delete up to 100 files; each is told of for itself',
        body: BulkMediaBody,
        response: { 200: BulkResults, '4xx': Problem },
      },
    },
    async (request) => toMediaResults(await changeManyMedia(request.ctx, request.body)),
  )
}
