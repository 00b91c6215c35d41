import { Type, type TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import { readPublishedFile, readPublishedMedia } from '@verso/core'
import { queryOf } from '@verso/http'
import type { FastifyInstance } from 'fastify'
import type { Answers } from '../answers.ts'

const FileParams = Type.Object({ id: Type.String() })

/** Descriptions of files. Parameters are read by the query language, not by schema. */
export async function mediaRoutes(instance: FastifyInstance, { answers }: { answers: Answers }): Promise<void> {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>()
  const config = { query: 'own' } as const

  app.get('/media', { config }, async (request, reply) =>
    answers.sendOnce(request, reply, await readPublishedMedia(request.reader, queryOf(request))),
  )

  app.get('/media/:id', { config, schema: { params: FileParams } }, async (request, reply) =>
    answers.sendOnce(request, reply, await readPublishedFile(request.reader, request.params.id, queryOf(request))),
  )
}
