import { draftListParameters, IdempotencyKeyHeader, IfMatchHeader, operationName, ViewAsHeader } from '@verso/contract'
import type { FastifySchema, RouteOptions } from 'fastify'
import type { TSchema } from 'typebox'
import { queryParameters } from './query-parameters.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Whether the route looks at `If-Match`; only those that say so may. */
    ifMatch?: boolean
    /** The shape of a body that the route reads by itself, for the description alone. */
    ownBody?: TSchema
  }
}

/** What the description says of a route beside its schema: its name, and the parameters and headers that it takes. */
export function describeRoute(schema: FastifySchema, url: string, { method, config = {} }: RouteOptions): FastifySchema {
  const { query, ifMatch, takesKey, ownBody } = config
  const [place = '', ...rest] = url.replace('/admin/v1/', '').split('/')
  const words = [place, ...rest].map((part) => (part.startsWith(':') ? `by-${part.slice(1)}` : part))
  const headers = [
    ifMatch === true ? IfMatchHeader : null,
    takesKey === true ? IdempotencyKeyHeader : null,
    [method].flat().includes('GET') && !isOpen(place) ? ViewAsHeader : null,
  ]
  const properties = Object.assign({}, ...headers.map((header) => header?.properties ?? {}))
  return {
    ...schema,
    operationId: operationName([[method].flat().join('').toLowerCase(), ...words]),
    tags: [place.replace('.json', '')],
    ...(query === undefined ? {} : { querystring: querySchema(query) }),
    ...(Object.keys(properties).length === 0 ? {} : { headers: { type: 'object', properties } }),
    ...(ownBody === undefined ? {} : { body: ownBody }),
  }
}

/** What is asked before anybody has signed in. */
function isOpen(place: string): boolean {
  return place === 'setup'
}

function querySchema(query: readonly (string | RegExp)[] | 'own'): object {
  // What stands for many names is told by the summary of its route: OpenAPI has no patterns of names.
  const properties =
    query === 'own'
      ? draftListParameters
      : Object.fromEntries(query.flatMap((name) => (typeof name === 'string' ? [[name, parameterOf(name)]] : [])))
  return { type: 'object', properties }
}

function parameterOf(name: string): object {
  const known = queryParameters[name]
  if (known === undefined) throw new Error(`Nothing says what the query parameter "${name}" means; see query-parameters.ts`)
  return known
}
