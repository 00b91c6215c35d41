import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import { Locales, Problem } from '@verso/contract'
import { listLocales } from '@verso/core'
import type { FastifyInstance } from 'fastify'
import { toLocaleView } from '../views/locale-view.ts'

/** The languages of content. */
export async function localeRoutes(instance: FastifyInstance): Promise<void> {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>()

  app.get(
    '/locales',
    { schema: { summary: 'Languages of content, the default one first', response: { 200: Locales, '4xx': Problem } } },
    async (request) => {
      const data = (await listLocales(request.ctx)).map(toLocaleView)
      return { data, page: { limit: data.length, next: null } }
    },
  )
}
