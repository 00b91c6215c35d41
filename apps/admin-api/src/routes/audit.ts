import { Readable } from 'node:stream'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import { AuditView, ListOf, Problem } from '@verso/contract'
import { exportAudit, listAudit } from '@verso/core'
import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { limitOf, optionOf, textOf, timeOf } from '../page-parameters.ts'
import { auditCsv } from '../views/audit-csv.ts'
import { toAuditView } from '../views/audit-view.ts'

const usualLimit = 50
const narrowing = ['action', 'actor', 'target', 'targetKind', 'outcome', 'from', 'to']

/** Who did what. */
export async function auditRoutes(instance: FastifyInstance): Promise<void> {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>()

  app.get(
    '/audit',
    {
      config: { query: ['limit', 'after', ...narrowing] },
      schema: {
        summary: 'Who did what, newest first; all that was asked for as CSV with `Accept: text/csv`',
        response: {
          200: {
            content: { 'application/json': { schema: ListOf(AuditView) }, 'text/csv': { schema: Type.Unsafe<Readable>(Type.String()) } },
          },
          '4xx': Problem,
        },
      },
    },
    async (request, reply) => {
      const filter = filterOf(request.parameters)
      if (asksForCsv(request.headers.accept)) {
        const rows = await exportAudit(request.ctx, filter)
        reply.header('content-type', 'text/csv; charset=utf-8').header('content-disposition', 'attachment; filename="audit.csv"')
        return reply.send(Readable.from(auditCsv(rows)))
      }
      const { after } = request.parameters
      const limit = limitOf(request.parameters, usualLimit)
      const { rows, next } = await listAudit(request.ctx, { limit, filter, ...(after === undefined ? {} : { after }) })
      return { data: rows.map(toAuditView), page: { limit, next } }
    },
  )
}

function asksForCsv(accept: string | undefined): boolean {
  return accept?.split(',').some((one) => one.trim().startsWith('text/csv')) === true
}

function filterOf(parameters: Record<string, string>) {
  const wanted = {
    action: textOf(parameters, 'action'),
    actorId: textOf(parameters, 'actor'),
    targetId: textOf(parameters, 'target'),
    targetKind: textOf(parameters, 'targetKind'),
    outcome: optionOf(parameters, 'outcome', ['done', 'refused']) ?? undefined,
    from: timeOf(parameters, 'from') ?? undefined,
    to: timeOf(parameters, 'to') ?? undefined,
  }
  return Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined))
}
