import { Refusal } from '@verso/core'
import type { FastifyRequest } from 'fastify'

/** The revision that `If-Match` names (`"7"`), if it names one; `*` and no header say nothing. */
export function ifMatchRevision(request: FastifyRequest): number | undefined {
  const tag = ifMatchTag(request)
  if (tag === undefined) return undefined
  if (/^[1-9]\d{0,8}$/.test(tag)) return Number(tag)
  throw new Refusal('invalid_request', 'If-Match names the revision of the entry, such as "7"')
}

/** What stands between the quotes of `If-Match`. */
export function ifMatchTag(request: FastifyRequest): string | undefined {
  // What isn't in the description would be a secret of the code.
  if (request.routeOptions.config.ifMatch !== true) throw new Error(`${request.routeOptions.url} looks at If-Match without saying so`)
  const header = request.headers['if-match']?.trim()
  if (header === undefined || header === '*') return undefined
  const tag = /^"([^"]*)"$/.exec(header)?.[1]
  if (tag === undefined) throw new Refusal('invalid_request', 'If-Match takes one strong entity tag in quotes')
  return tag
}
