import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import {
  AppliedModel,
  ApplyModelBody,
  Indexes,
  ModelDocument,
  ModelPlan,
  ModelVersions,
  ModelView,
  Problem,
  UndoModelBody,
} from '@verso/contract'
import { type AppliedModel as Applied, applyModel, listIndexes, listModelVersions, listTypes, planModel, undoModel } from '@verso/core'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { toLocaleView } from '../views/locale-view.ts'
import { toModelVersionView } from '../views/model-version-view.ts'

/** The whole model as one document: read, planned, applied and taken back as one. */
export async function modelRoutes(instance: FastifyInstance): Promise<void> {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>()

  app.get('/model', { schema: { summary: 'The whole model', response: { 200: ModelView, '4xx': Problem } } }, async (request, reply) => {
    const { views, locales, modelVersion, modelHash } = await listTypes(request.ctx)
    reply.header('etag', `"${modelHash}"`)
    return { modelVersion, modelHash, locales: locales.map(toLocaleView), types: views }
  })

  app.post(
    '/model/plan',
    {
      schema: {
        summary: 'Say what making a document the model would do; changes nothing, and is kept for a day',
        body: ModelDocument,
        response: { 200: ModelPlan, '4xx': Problem },
      },
    },
    async (request) => planModel(request.ctx, request.body),
  )

  app.post(
    '/model/apply',
    {
      schema: {
        summary:
          'Do what a plan says; 409 `plan_stale` where the model or the content was changed since, `loss_not_accepted` without consent',
        body: ApplyModelBody,
        response: { 200: AppliedModel, '4xx': Problem },
      },
    },
    async (request, reply) => appliedReply(reply, await applyModel(request.ctx, request.body)),
  )

  app.get(
    '/model/versions',
    { schema: { summary: 'Changes of the model, newest first', response: { 200: ModelVersions, '4xx': Problem } } },
    async (request) => {
      const data = (await listModelVersions(request.ctx)).map(toModelVersionView)
      return { data, page: { limit: data.length, next: null } }
    },
  )

  app.get(
    '/model/indexes',
    {
      schema: {
        summary: 'Indexes of fields, and how far each is',
        response: { 200: Indexes, '4xx': Problem },
      },
    },
    async (request) => {
      const data = await listIndexes(request.ctx)
      return { data, page: { limit: data.length, next: null } }
    },
  )

  app.post(
    '/model/undo',
    {
      schema: {
        summary: 'Take the newest change of the model back; 409 `conflict` with `blockedBy` where newer ones stand on it',
        body: UndoModelBody,
        response: { 200: AppliedModel, '4xx': Problem },
      },
    },
    async (request, reply) => appliedReply(reply, await undoModel(request.ctx, request.body)),
  )
}

function appliedReply(reply: FastifyReply, { modelVersion, seq }: Applied): { modelVersion: number; seq: number | null } {
  if (seq !== null) reply.header('verso-seq', String(seq))
  return { modelVersion, seq: seq === null ? null : Number(seq) }
}
