import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import { ContentTypeView, CreateTypeBody, PatchTypeBody, Problem, TypeParams, Types } from '@verso/contract'
import { changeType, createType, deleteType, getType, listTypes, type TypeDetail } from '@verso/core'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { Type } from 'typebox'
import { ifMatchTag } from '../if-match.ts'

/** Content types. A change that loses nothing is made at once; every other one needs a plan. */
export async function typeRoutes(instance: FastifyInstance): Promise<void> {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>()

  app.get('/types', { schema: { summary: 'Content types', response: { 200: Types, '4xx': Problem } } }, async (request, reply) => {
    const { views, modelHash } = await listTypes(request.ctx)
    reply.header('etag', `"${modelHash}"`)
    return { data: views, page: { limit: views.length, next: null } }
  })

  app.post(
    '/types',
    { schema: { summary: 'Add a content type', body: CreateTypeBody, response: { 201: ContentTypeView, '4xx': Problem } } },
    async (request, reply) => {
      const created = await createType(request.ctx, request.body)
      reply.code(201).headers({ location: `/admin/v1/types/${created.view.name}`, 'verso-seq': String(created.seq) })
      return typeReply(reply, created)
    },
  )

  app.get(
    '/types/:name',
    { schema: { summary: 'One content type', params: TypeParams, response: { 200: ContentTypeView, '4xx': Problem } } },
    async (request, reply) => typeReply(reply, await getType(request.ctx, request.params.name)),
  )

  app.patch(
    '/types/:name',
    {
      config: { ifMatch: true },
      schema: {
        summary: 'Change a content type; 409 `needs_plan` where content would be lost or converted',
        params: TypeParams,
        body: PatchTypeBody,
        response: { 200: ContentTypeView, '4xx': Problem },
      },
    },
    async (request, reply) => {
      const changed = await changeType(request.ctx, request.params.name, { input: request.body, ifMatch: ifMatchTag(request) })
      if (changed.seq !== null) reply.header('verso-seq', String(changed.seq))
      return typeReply(reply, changed)
    },
  )

  app.delete(
    '/types/:name',
    {
      config: { ifMatch: true },
      schema: { summary: 'Remove a content type without entries', params: TypeParams, response: { 204: Type.Null(), '4xx': Problem } },
    },
    async (request, reply) => {
      const { seq } = await deleteType(request.ctx, request.params.name, { ifMatch: ifMatchTag(request) })
      return reply.code(204).header('verso-seq', String(seq)).send(null)
    },
  )
}

/** The hash of the model is the tag of each type: what a change of one type means depends on the others. */
function typeReply(reply: FastifyReply, { view, modelHash }: TypeDetail): TypeDetail['view'] {
  reply.header('etag', `"${modelHash}"`)
  return view
}
