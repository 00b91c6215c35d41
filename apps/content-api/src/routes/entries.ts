import {
  previewCredentialIn,
  queryPublishedList,
  readByPreviewLink,
  readPublishedByIds,
  readPublishedList,
  readPublishedOne,
  readPublishedSingle,
  Refusal,
} from '@verso/core'
import { queryOf } from '@verso/http'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Type, type TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type { Answers } from '../answers.ts'

const TypeParams = Type.Object({ type: Type.String() })
const OneParams = Type.Object({ type: Type.String(), idOrSlug: Type.String() })

/** Published entries: lists (by an address, or by a body where that would be too long), one by id or slug, singles, many by id. Parameters are read by the query language, not by schema. */
export async function entryRoutes(
  instance: FastifyInstance,
  { answers, previewKey: key }: { answers: Answers; previewKey?: Buffer },
): Promise<void> {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>()
  // These routes read their query string by the query language.
  const config = { query: 'own' } as const

  app.get('/entries', { config }, async (request, reply) =>
    answers.send(request, reply, (query) => readPublishedByIds(request.reader, query)),
  )

  app.get('/entries/:type', { config, schema: { params: TypeParams } }, async (request, reply) =>
    answers.send(request, reply, (query) => readPublishedList(request.reader, request.params.type, query)),
  )

  app.post('/query/:type', { schema: { params: TypeParams, body: Type.Unknown() } }, async (request, reply) =>
    answers.sendOnce(request, reply, await queryPublishedList(request.reader, request.params.type, request.body)),
  )

  app.get('/entries/:type/:idOrSlug', { config, schema: { params: OneParams } }, async (request, reply) =>
    key !== undefined && previewCredentialIn(queryOf(request)) !== null
      ? answers.sendOnce(request, reply, await readByPreviewLink(readerOf(request), request.params, { query: queryOf(request), key }))
      : answers.send(request, reply, (query) => readPublishedOne(request.reader, request.params, query)),
  )

  app.get('/singles/:type', { config, schema: { params: TypeParams } }, async (request, reply) =>
    answers.send(request, reply, (query) => readPublishedSingle(request.reader, request.params.type, query)),
  )
}

/** A link is a credential; with a token beside it, nobody could say whose rights count. */
function readerOf({ reader, headers }: FastifyRequest): FastifyRequest['reader'] {
  if (headers.authorization === undefined) return reader
  throw new Refusal('several_credentials', 'Read by a link or with a token, not with both')
}
