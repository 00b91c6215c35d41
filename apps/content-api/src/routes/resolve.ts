import { Refusal, resolvePath, viewpointParameters } from '@verso/core'
import type { FastifyInstance } from 'fastify'
import type { Answers } from '../answers.ts'

/** What lives at a path now. */
export async function resolveRoutes(app: FastifyInstance, { answers }: { answers: Answers }): Promise<void> {
  app.get('/resolve', { config: { query: ['path', 'locale', 'type', ...viewpointParameters] } }, async (request, reply) => {
    const { path, locale, type, ...viewpoint } = request.parameters
    if (path === undefined) throw wrong('path', 'required', 'Say which path, such as path=/about')
    const question = { path, locale, type, viewpoint: Object.entries(viewpoint) }
    return answers.sendOnce(request, reply, await resolvePath(request.reader, question))
  })
}

function wrong(parameter: string, code: string, message: string): Refusal {
  return new Refusal('invalid_query', `"${parameter}" is wrong`, { issues: [{ parameter, code, message }] })
}
