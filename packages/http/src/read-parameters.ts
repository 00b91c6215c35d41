import type { RefusalIssue } from '@verso/core'
import type { FastifyRequest } from 'fastify'
import { HttpFault } from './http-fault.ts'
import { queryOf } from './query-of.ts'

/** A hook: takes the query parameters that the route names, and refuses any other, so that none is ever ignored. */
export async function readParameters(request: FastifyRequest): Promise<void> {
  const allowed = request.routeOptions.config.query ?? []
  if (allowed === 'own') return
  const parameters = new Map<string, string>()
  const issues: RefusalIssue[] = []
  for (const part of queryOf(request)
    .split('&')
    .filter((text) => text !== '')) {
    const equals = part.indexOf('=')
    const parameter = decode(equals === -1 ? part : part.slice(0, equals))
    const value = decode(equals === -1 ? '' : part.slice(equals + 1))
    if (!allowed.some((name) => (typeof name === 'string' ? name === parameter : name.test(parameter))))
      issues.push({ parameter, code: 'unknown_parameter', message: 'There is no such parameter here' })
    else if (parameters.has(parameter)) issues.push({ parameter, code: 'duplicate_parameter', message: 'This parameter is there twice' })
    else if (value.includes('\0')) issues.push({ parameter, code: 'forbidden_character', message: 'U+0000 can not be part of a value' })
    parameters.set(parameter, value)
  }
  if (issues.length > 0) throw new HttpFault('invalid_query', 'The query string does not fit this route', { issues })
  request.parameters = Object.fromEntries(parameters)
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    throw new HttpFault('invalid_query', 'The query string is not valid percent-encoded UTF-8')
  }
}
