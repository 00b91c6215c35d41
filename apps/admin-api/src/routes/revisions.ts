import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import {
  IdParams,
  ListOf,
  NameRevisionBody,
  Problem,
  RestoredEntryView,
  RevisionComparison,
  RevisionParams,
  RevisionSummary,
  RevisionView,
  TakeBackBody,
} from '@verso/contract'
import { compareRevisions, getRevision, listRevisions, nameRevision, Refusal, restoreRevision } from '@verso/core'
import { flagOf } from '@verso/http'
import type { FastifyInstance } from 'fastify'
import { takenBackFrom } from '../base-revision.ts'
import { savedEntryReply } from '../entry-reply.ts'
import { integerOf, limitOf } from '../page-parameters.ts'
import { toRevisionSummary, toRevisionView } from '../views/revision-view.ts'

const usualLimit = 50
const maxRevision = 2 ** 31 - 1

/** The history of an entry, and the way back to any state of it. */
export async function revisionRoutes(instance: FastifyInstance): Promise<void> {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>()

  app.get(
    '/entries/:id/revisions',
    {
      config: { query: ['limit', 'after', 'group'] },
      schema: {
        summary: 'Saved states, newest first; `group=true` folds autosaves into the save after them',
        params: IdParams,
        response: { 200: ListOf(RevisionSummary), '4xx': Problem },
      },
    },
    async (request) => {
      const limit = limitOf(request.parameters, usualLimit)
      const { revisions, before } = await listRevisions(request.ctx, request.params.id, {
        limit,
        before: integerOf(request.parameters, 'after', maxRevision),
        group: flagOf(request.parameters, 'group'),
      })
      return { data: revisions.map(toRevisionSummary), page: { limit, next: before === null ? null : String(before) } }
    },
  )

  app.get(
    '/entries/:id/revisions/:number',
    { schema: { summary: 'One saved state', params: RevisionParams, response: { 200: RevisionView, '4xx': Problem } } },
    async (request) => toRevisionView(await getRevision(request.ctx, request.params.id, revisionNumber(request.params.number))),
  )

  app.patch(
    '/entries/:id/revisions/:number',
    {
      schema: {
        summary: 'Give a saved state a name, which keeps it when history is pruned',
        params: RevisionParams,
        body: NameRevisionBody,
        response: { 200: RevisionSummary, '4xx': Problem },
      },
    },
    async (request) => {
      const number = revisionNumber(request.params.number)
      return toRevisionSummary(await nameRevision(request.ctx, request.params.id, { number, note: request.body.note }))
    },
  )

  app.get(
    '/entries/:id/compare',
    {
      config: { query: ['from', 'to'] },
      schema: {
        summary: 'What differs between two states: numbers of revisions, `draft` or `published:<locale>`',
        params: IdParams,
        response: { 200: RevisionComparison, '4xx': Problem },
      },
    },
    async (request) => {
      const { from = '', to = 'draft' } = request.parameters
      return compareRevisions(request.ctx, request.params.id, { from, to })
    },
  )

  app.post(
    '/entries/:id/revisions/:number/restore',
    {
      config: { ifMatch: true },
      schema: {
        summary: 'Make an older state the draft again; merges with what others saved since `baseRevision`',
        params: RevisionParams,
        body: TakeBackBody,
        response: { 200: RestoredEntryView, '4xx': Problem },
      },
    },
    async (request, reply) => {
      const { issues, ...entry } = await restoreRevision(request.ctx, request.params.id, {
        number: revisionNumber(request.params.number),
        ...takenBackFrom(request, request.body),
      })
      return { ...savedEntryReply(reply, entry), issues }
    },
  )
}

function revisionNumber(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text)
  throw new Refusal('not_found', 'There is no such revision')
}
