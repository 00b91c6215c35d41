import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import { EraseBody, EraseEntryBody, ErasedView, IdParams, Problem } from '@verso/contract'
import { type Erased, eraseEntry, eraseMedia, eraseUser } from '@verso/core'
import type { FastifyInstance, FastifyReply } from 'fastify'

const response = { 200: ErasedView, '4xx': Problem }

/** Erasing for good, by law or on request: unlike a purge it reaches into the past, the log and the audit. */
export async function erasureRoutes(instance: FastifyInstance): Promise<void> {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>()

  app.post(
    '/entries/:id/erase',
    {
      schema: {
        summary:
          'Erase an entry for good, in any state, from drafts, history and every past point; needs the right to purge it and to manage settings',
        params: IdParams,
        body: EraseEntryBody,
        response,
      },
    },
    async (request, reply) => erasedReply(reply, await eraseEntry(request.ctx, request.params.id, request.body)),
  )

  app.post(
    '/media/:id/erase',
    {
      schema: {
        summary: 'Erase a file for good, bytes and words of all times; needs the right to delete it and to manage settings',
        params: IdParams,
        body: EraseBody,
        response,
      },
    },
    async (request, reply) => erasedReply(reply, await eraseMedia(request.ctx, request.params.id, request.body)),
  )

  app.post(
    '/users/:id/erase',
    {
      schema: {
        summary: 'Erase a person for good; what they wrote stays without an author. Needs the right to manage people and settings',
        params: IdParams,
        body: EraseBody,
        response,
      },
    },
    async (request, reply) => erasedReply(reply, await eraseUser(request.ctx, request.params.id, request.body)),
  )
}

function erasedReply(reply: FastifyReply, { id, kind, at, seq, mediaIds }: Erased): ErasedView {
  if (seq !== null) reply.header('verso-seq', String(seq))
  return { id, kind, erasedAt: at.toISOString(), seq: seq === null ? null : Number(seq), media: mediaIds }
}
