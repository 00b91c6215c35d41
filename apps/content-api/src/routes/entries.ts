import { queryOf } from '@verso/http'
import { queryPublishedList, readPublishedByIds, readPublishedList, readPublishedOne, readPublishedSingle } from '@verso/core'
import type { FastifyInstance } from 'fastify'
import { Type, type TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import { sendAnswer } from '../send-answer.ts'

/** These routes read their query string by the query language. */
const config = { query: 'own' } as const

const TypeParams = Type.Object({ type: Type.String() })
const OneParams = Type.Object({ type: Type.String(), idOrSlug: Type.String() })

/** Published entries: lists (by an address, or by a body where that would be too long), one by id or slug, singles, many by id. Parameters are read by the query language, not by schema. */
export async function entryRoutes(instance: FastifyInstance): Promise<void> {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>()

  app.get('/entries', { config }, async (request, reply) =>
    sendAnswer(request, reply, await readPublishedByIds(request.reader, queryOf(request))),
  )

  app.get('/entries/:type', { config, schema: { params: TypeParams } }, async (request, reply) =>
    sendAnswer(request, reply, await readPublishedList(request.reader, request.params.type, queryOf(request))),
  )

  app.post('/query/:type', { schema: { params: TypeParams, body: Type.Unknown() } }, async (request, reply) =>
    sendAnswer(request, reply, await queryPublishedList(request.reader, request.params.type, request.body)),
  )

  app.get('/entries/:type/:idOrSlug', { config, schema: { params: OneParams } }, async (request, reply) =>
    sendAnswer(request, reply, await readPublishedOne(request.reader, request.params, queryOf(request))),
  )

  app.get('/singles/:type', { config, schema: { params: TypeParams } }, async (request, reply) =>
    sendAnswer(request, reply, await readPublishedSingle(request.reader, request.params.type, queryOf(request))),
  )
}
