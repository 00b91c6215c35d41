import { Refusal } from '@verso/core'
import type { FastifyRequest } from 'fastify'

/** The one bearer credential of a request, or null. Two of them could be judged differently by a proxy, so they are refused. */
export function bearerToken(request: Pick<FastifyRequest, 'raw'>): string | null {
  const { rawHeaders } = request.raw
  const headers = rawHeaders.filter((_, index) => index % 2 === 1 && rawHeaders[index - 1]?.toLowerCase() === 'authorization')
  const [header] = headers
  if (header === undefined) return null
  if (headers.length > 1 || header.includes(','))
    throw new Refusal('several_credentials', 'Send one Authorization header with one credential')
  const match = /^Bearer +([\x21-\x7e]+)$/i.exec(header)
  if (match?.[1] === undefined) throw new Refusal('unauthenticated', 'The Authorization header must be "Bearer" and a token')
  return match[1]
}
