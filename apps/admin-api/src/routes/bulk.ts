import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import { BulkBody, BulkResults, EmptyBody, IdParams, JobView, Problem, StartedJob } from '@verso/contract'
import { cancelBulkJob, changeEntries, getBulkJob, Refusal } from '@verso/core'
import type { FastifyInstance } from 'fastify'
import { limitOf } from '../page-parameters.ts'
import { toBulkResults, toJobView } from '../views/bulk-view.ts'

const usualLimit = 100

/** One act on many entries, and the jobs that it is where these are very many. */
export async function bulkRoutes(instance: FastifyInstance): Promise<void> {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>()

  app.post(
    '/entries/bulk',
    {
      schema: {
        summary: 'Do one thing to many entries; of more than 100 it is a job',
        body: BulkBody,
        response: { 200: BulkResults, 202: StartedJob, '4xx': Problem },
      },
    },
    async (request, reply) => {
      const outcome = await changeEntries(request.ctx, request.body)
      if ('jobId' in outcome) return reply.code(202).header('location', `/admin/v1/jobs/${outcome.jobId}`).send({ job: outcome.jobId })
      if (outcome.seq !== null) reply.header('verso-seq', String(outcome.seq))
      return toBulkResults(outcome)
    },
  )

  app.get(
    '/jobs/:id',
    {
      config: { query: ['limit', 'after'] },
      schema: { summary: 'How far a job is, with a page of its results', params: IdParams, response: { 200: JobView, '4xx': Problem } },
    },
    async (request) => {
      const limit = limitOf(request.parameters, usualLimit)
      return toJobView(await getBulkJob(request.ctx, request.params.id, { after: placeOf(request.parameters.after), limit }))
    },
  )

  app.post(
    '/jobs/:id/cancel',
    {
      schema: {
        summary: 'End a job; what it has done stays',
        params: IdParams,
        body: EmptyBody,
        response: { 200: JobView, '4xx': Problem },
      },
    },
    async (request) => toJobView(await cancelBulkJob(request.ctx, request.params.id)),
  )
}

/** The place after which results are wanted; before the first one without it. */
function placeOf(after: string | undefined): number {
  if (after === undefined) return -1
  if (/^(-1|\d{1,9})$/.test(after)) return Number(after)
  throw new Refusal('cursor_invalid', 'This cursor is damaged')
}
