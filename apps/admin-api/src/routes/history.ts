import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import { CreateSnapshotBody, HistoryView, IdParams, ListOf, Problem, SnapshotView } from '@verso/contract'
import { createSnapshot, deleteSnapshot, getHistory, type HistoryState, listSnapshots, type Snapshot } from '@verso/core'
import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'

/** How far back what was public can be read, and the points that are kept by their names. */
export async function historyRoutes(instance: FastifyInstance): Promise<void> {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>()

  app.get(
    '/history',
    { schema: { summary: 'How far back every point can be read', response: { 200: HistoryView, '4xx': Problem } } },
    async (request) => toHistoryView(await getHistory(request.ctx)),
  )

  app.get(
    '/snapshots',
    { schema: { summary: 'The points with a name, newest first', response: { 200: ListOf(SnapshotView), '4xx': Problem } } },
    async (request) => {
      const data = (await listSnapshots(request.ctx)).map(toSnapshotView)
      return { data, page: { limit: data.length, next: null } }
    },
  )

  app.post(
    '/snapshots',
    {
      schema: {
        summary: 'Give a point a name, so that it can be read for as long as it has one',
        body: CreateSnapshotBody,
        response: { 201: SnapshotView, '4xx': Problem },
      },
    },
    async (request, reply) => {
      const snapshot = toSnapshotView(await createSnapshot(request.ctx, request.body))
      return reply.code(201).header('location', `/admin/v1/snapshots/${snapshot.id}`).send(snapshot)
    },
  )

  app.delete(
    '/snapshots/:id',
    { schema: { summary: 'Take the name from a point', params: IdParams, response: { 204: Type.Null(), '4xx': Problem } } },
    async (request, reply) => {
      await deleteSnapshot(request.ctx, request.params.id)
      return reply.code(204).send(null)
    },
  )
}

function toSnapshotView({ seq, createdAt, createdById: _, createdBy, ...row }: Snapshot): SnapshotView {
  return { ...row, seq: Number(seq), createdAt: createdAt.toISOString(), createdBy: createdBy === null ? null : { ...createdBy } }
}

function toHistoryView({ horizon, historyDays, compaction }: HistoryState): HistoryView {
  if (compaction === null) return { horizon: Number(horizon), historyDays, compaction }
  const { state, startedAt, endedAt, publications, references } = compaction
  return { horizon: Number(horizon), historyDays, compaction: { state, startedAt, endedAt, publications, references } }
}
