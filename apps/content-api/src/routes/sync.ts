import { readEvents, Refusal, syncContent } from '@verso/core'
import { queryOf } from '@verso/http'
import type { FastifyInstance } from 'fastify'
import type { Answers } from '../answers.ts'

const maxEvents = 250
const usualEvents = 100

/** How a copy elsewhere follows what is published: everything and what changes, or the log itself. */
export async function syncRoutes(app: FastifyInstance, { answers }: { answers: Answers }): Promise<void> {
  app.get('/sync', { config: { query: 'own' } }, async (request, reply) =>
    answers.sendOnce(request, reply, await syncContent(request.reader, queryOf(request))),
  )

  app.get('/events', { config: { query: ['after', 'limit'] } }, async (request, reply) => {
    const { after, limit } = request.parameters
    return answers.sendOnce(
      request,
      reply,
      await readEvents(request.reader, {
        after: BigInt(numberOf('after', after ?? '0', { min: 0, max: Number.MAX_SAFE_INTEGER })),
        limit: numberOf('limit', limit ?? String(usualEvents), { min: 1, max: maxEvents }),
      }),
    )
  })
}

function numberOf(parameter: string, text: string, { min, max }: { min: number; max: number }): number {
  const value = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN
  if (Number.isSafeInteger(value) && value >= min && value <= max) return value
  const [code, message] = Number.isSafeInteger(value)
    ? ['out_of_range', `This must be from ${min} to ${max}`]
    : ['wrong_type', 'This must be a whole number']
  throw new Refusal('invalid_query', `"${parameter}" is wrong`, { issues: [{ parameter, code, message }] })
}
