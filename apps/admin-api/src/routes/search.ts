import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import { FoundView, ListOf, Problem } from '@verso/contract'
import { searchAll } from '@verso/core'
import type { FastifyInstance } from 'fastify'
import { integerOf, textOf } from '../page-parameters.ts'
import { toFoundViews } from '../views/found-view.ts'

const usualLimit = 8
const maxLimit = 50

/** One box over everything. */
export async function searchRoutes(instance: FastifyInstance): Promise<void> {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>()

  app.get(
    '/search',
    {
      config: { query: ['q', 'limit'] },
      schema: {
        summary: 'Entries (drafts as well), files, people and types that hold a text, as far as one may read them',
        description:
          'In this order of kinds, of each the best first and at most `limit` (8 when absent, up to 50). Entries are found by their words in any form and language, of the last one the beginning, and by id; the trash is left out.',
        response: { 200: ListOf(FoundView), '4xx': Problem },
      },
    },
    async (request) => {
      const text = textOf(request.parameters, 'q')
      const limit = integerOf(request.parameters, 'limit', maxLimit) ?? usualLimit
      return { data: toFoundViews(await searchAll(request.ctx, { text: text?.trim() ?? null, limit })), page: { limit, next: null } }
    },
  )
}
