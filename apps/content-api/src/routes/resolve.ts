import { Refusal, resolvePath } from '@verso/core'
import type { FastifyInstance } from 'fastify'
import type { Answers } from '../answers.ts'

/** What lives at a path now. */
export async function resolveRoutes(app: FastifyInstance, { answers }: { answers: Answers }): Promise<void> {
  app.get('/resolve', { config: { query: ['path', 'locale', 'type', 'seq', 'minSeq'] } }, async (request, reply) => {
    const { path, locale, type, seq, minSeq } = request.parameters
    if (path === undefined) throw wrong('path', 'required', 'Say which path, such as path=/about')
    const state = { seq: stateOf('seq', seq), minSeq: stateOf('minSeq', minSeq) }
    return answers.sendOnce(request, reply, await resolvePath(request.reader, { path, locale, type, ...state }))
  })
}

function stateOf(parameter: string, text: string | undefined): number | null {
  if (text === undefined) return null
  const value = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN
  if (Number.isSafeInteger(value)) return value
  throw wrong(parameter, 'wrong_type', 'This must be a whole number')
}

function wrong(parameter: string, code: string, message: string): Refusal {
  return new Refusal('invalid_query', `"${parameter}" is wrong`, { issues: [{ parameter, code, message }] })
}
