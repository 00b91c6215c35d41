import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import { AuditView, ListOf, Problem } from '@verso/contract'
import { listAudit } from '@verso/core'
import type { FastifyInstance } from 'fastify'
import { limitOf } from '../page-parameters.ts'
import { toAuditView } from '../views/audit-view.ts'

const usualLimit = 50

/** Who did what. */
export async function auditRoutes(instance: FastifyInstance): Promise<void> {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>()

  app.get(
    '/audit',
    {
      config: { query: ['limit', 'after'] },
      schema: { summary: 'Who did what, newest first', response: { 200: ListOf(AuditView), '4xx': Problem } },
    },
    async (request) => {
      const { after } = request.parameters
      const limit = limitOf(request.parameters, usualLimit)
      const { rows, next } = await listAudit(request.ctx, { limit, ...(after === undefined ? {} : { after }) })
      return { data: rows.map(toAuditView), page: { limit, next } }
    },
  )
}
