import { readEvents, syncContent } from '@verso/core'
import { queryOf } from '@verso/http'
import type { FastifyInstance } from 'fastify'
import type { Answers } from '../answers.ts'
import { numberOf, seqOf } from '../number-of.ts'

const maxEvents = 250
const usualEvents = 100

/** How a copy elsewhere follows what is published: everything and what changes, or the log itself. */
export async function syncRoutes(app: FastifyInstance, { answers }: { answers: Answers }): Promise<void> {
  app.get('/sync', { config: { query: 'own' } }, async (request, reply) =>
    answers.sendOnce(request, reply, await syncContent(request.reader, queryOf(request))),
  )

  app.get('/events', { config: { query: ['after', 'limit', 'types', 'locale'] } }, async (request, reply) => {
    const { after, limit, types, locale } = request.parameters
    return answers.sendOnce(
      request,
      reply,
      await readEvents(request.reader, {
        ...{ types, locale },
        after: seqOf('after', after ?? '0'),
        limit: numberOf('limit', limit ?? String(usualEvents), { min: 1, max: maxEvents }),
      }),
    )
  })
}
