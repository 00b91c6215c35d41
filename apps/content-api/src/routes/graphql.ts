import { createHash } from 'node:crypto'
import { type GraphQuestion, parseGraph, readGraph } from '@verso/core'
import { faultOf } from '@verso/http'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Answers } from '../answers.ts'
import { graphMediaType, graphMediaTypeFor } from '../graph-media-type.ts'
import { graphParameters, questionInAddress, questionInBody } from '../graph-request.ts'

/** Published content through GraphQL, by address or body. Answers are kept and sent as all others are; faults come in GraphQL's form. */
export async function graphRoutes(app: FastifyInstance, { answers }: { answers: Answers }): Promise<void> {
  app.setErrorHandler(sendFault)

  app.get('/graphql', { config: { query: graphParameters } }, async (request, reply) =>
    answer(request, reply, questionInAddress(request.parameters)),
  )

  app.post('/graphql', async (request, reply) => answer(request, reply, questionInBody(request.body)))

  async function answer(request: FastifyRequest, reply: FastifyReply, question: GraphQuestion): Promise<FastifyReply> {
    // Before anything else: what is too large costs nothing but its reading.
    const asked = parseGraph(question)
    const mediaType = graphMediaTypeFor(request.headers.accept)
    const form = { mediaType, vary: ', Accept' }
    return answers.sendNamed(request, reply, { name: nameOf(question, mediaType), form, read: () => readGraph(request.reader, asked) })
  }
}

/** The same however a document came here. */
function nameOf({ query, operationName, variables }: GraphQuestion, mediaType: string): string {
  const text = JSON.stringify([mediaType, query, operationName, variables])
  return `graphql ${createHash('sha256').update(text).digest('base64url')}`
}

/** The faults of a document tell where they stand in it; those of a request, and ours, are one error with its code. */
function sendFault(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { status, code, detail, issues, facts: { errors, isDocument, ...facts } = {}, headers } = faultOf(error, request)
  const mediaType = graphMediaTypeFor(request.headers.accept)
  const extensions = { code, ...facts, ...(issues?.length ? { issues } : {}) }
  const body = { errors: Array.isArray(errors) ? errors : [{ message: detail ?? 'This could not be done', extensions }] }
  // Clients that know plain JSON only take any other status for a fault of the way there, and don't look at what is said.
  const isToldInside = isDocument === true && mediaType !== graphMediaType
  return reply
    .code(isToldInside ? 200 : status)
    .headers({ 'content-type': `${mediaType}; charset=utf-8`, ...headers })
    .send(JSON.stringify(body))
}
