import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import { ListOf, Problem, SiteView } from '@verso/contract'
import { listSites } from '@verso/core'
import type { FastifyInstance } from 'fastify'

/** What is built of what is published, and how far behind each is. */
export async function siteRoutes(instance: FastifyInstance): Promise<void> {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>()

  app.get(
    '/sites',
    { schema: { summary: 'Sites that have said what they read or built', response: { 200: ListOf(SiteView), '4xx': Problem } } },
    async (request) => {
      const data = (await listSites(request.ctx)).map(({ row, lag }) => ({
        name: row.name,
        url: row.url,
        builtSeq: row.builtSeq === null ? null : Number(row.builtSeq),
        builtAt: row.builtAt === null ? null : row.builtAt.toISOString(),
        lag,
        pages: row.pages,
        complete: !row.isOverfull,
      }))
      return { data, page: { limit: data.length, next: null } }
    },
  )
}
