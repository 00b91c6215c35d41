import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import {
  AddReleaseItemsBody,
  ChangeReleaseBody,
  CreateReleaseBody,
  EmptyBody,
  IdParams,
  ListOf,
  Problem,
  ReleaseParams,
  ReleaseResult,
  ReleaseSummary,
  ReleaseView,
} from '@verso/contract'
import {
  addReleaseItems,
  changeRelease,
  createRelease,
  deleteRelease,
  getRelease,
  listReleases,
  publishRelease,
  removeReleaseItem,
  revertRelease,
} from '@verso/core'
import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { limitOf } from '../page-parameters.ts'
import { toReleaseResult, toReleaseSummary, toReleaseView } from '../views/release-view.ts'

const usualLimit = 50
const one = { 200: ReleaseView, '4xx': Problem }
const nothing = { 204: Type.Null(), '4xx': Problem }
const result = { 200: ReleaseResult, '4xx': Problem }

/** Publishes, unpublishes and deletes that readers see together. */
export async function releaseRoutes(instance: FastifyInstance): Promise<void> {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>()

  app.get(
    '/releases',
    {
      config: { query: ['limit', 'after'] },
      schema: { summary: 'Releases, newest first', response: { 200: ListOf(ReleaseSummary), '4xx': Problem } },
    },
    async (request) => {
      const limit = limitOf(request.parameters, usualLimit)
      const { releases, next } = await listReleases(request.ctx, { limit, after: request.parameters.after })
      return { data: releases.map(toReleaseSummary), page: { limit, next } }
    },
  )

  app.post(
    '/releases',
    { schema: { summary: 'Make a release', body: CreateReleaseBody, response: { 201: ReleaseView, '4xx': Problem } } },
    async (request, reply) => {
      const release = await createRelease(request.ctx, request.body)
      return reply.code(201).header('location', `/admin/v1/releases/${release.row.id}`).send(toReleaseView(release))
    },
  )

  app.get('/releases/:id', { schema: { summary: 'One release with its items', params: IdParams, response: one } }, async (request) =>
    toReleaseView(await getRelease(request.ctx, request.params.id)),
  )

  app.patch(
    '/releases/:id',
    { schema: { summary: 'Rename it, or say when it is published', params: IdParams, body: ChangeReleaseBody, response: one } },
    async (request) => toReleaseView(await changeRelease(request.ctx, request.params.id, request.body)),
  )

  app.delete(
    '/releases/:id',
    { schema: { summary: 'Forget a release; what it published stays', params: IdParams, response: nothing } },
    async (request, reply) => {
      await deleteRelease(request.ctx, request.params.id)
      return reply.code(204).send(null)
    },
  )

  app.post(
    '/releases/:id/items',
    {
      schema: {
        summary: 'Put entries into a release',
        params: IdParams,
        body: AddReleaseItemsBody,
        response: { 201: ReleaseView, '4xx': Problem },
      },
    },
    async (request, reply) => {
      const release = await addReleaseItems(request.ctx, request.params.id, request.body.items)
      return reply.code(201).header('location', `/admin/v1/releases/${release.row.id}`).send(toReleaseView(release))
    },
  )

  app.delete(
    '/releases/:id/items/:itemId',
    { schema: { summary: 'Take out an item, or all of an entry by its id', params: ReleaseParams, response: nothing } },
    async (request, reply) => {
      await removeReleaseItem(request.ctx, request.params.id, request.params.itemId)
      return reply.code(204).send(null)
    },
  )

  app.post(
    '/releases/:id/publish',
    { schema: { summary: 'Make all of it public at once', params: IdParams, body: EmptyBody, response: result } },
    async (request, reply) => {
      const { seq } = await publishRelease(request.ctx, request.params.id)
      if (seq !== null) reply.header('verso-seq', String(seq))
      return toReleaseResult({ seq, conflicts: [] })
    },
  )

  app.post(
    '/releases/:id/revert',
    { schema: { summary: 'Give readers back what they had before it', params: IdParams, body: EmptyBody, response: result } },
    async (request, reply) => {
      const reverted = await revertRelease(request.ctx, request.params.id)
      if (reverted.seq !== null) reply.header('verso-seq', String(reverted.seq))
      return toReleaseResult(reverted)
    },
  )
}
