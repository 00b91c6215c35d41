import type { FastifyRequest } from 'fastify'
import { HttpFault } from './http-fault.ts'
import { isExcepted } from './route-table.ts'

const maxUrlLength = 8 * 1024
/** What nearly all addresses are made of. */
const plainPath = /^(?:\/[\w-]+)+$/
const oddBytes = /%2f|%5c|%00|\\|;|\/\//i

/** One spelling for each address: whatever a proxy and this server could read differently is nowhere. */
export function refuseOddPath(request: FastifyRequest): void {
  const url = request.raw.url ?? '/'
  if (url.length > maxUrlLength) throw new HttpFault('uri_too_long', `An address may have ${maxUrlLength} characters`)
  const end = url.indexOf('?')
  const path = end === -1 ? url : url.slice(0, end)
  if (plainPath.test(path)) return
  const { mayEndInSlash: mayEnd = false, except } = request.routeOptions.config
  const mayEndInSlash = path === '/' || (mayEnd && !isExcepted(path, except))
  if (!path.startsWith('/') || oddBytes.test(path) || path.includes('#') || (path.endsWith('/') && !mayEndInSlash) || hasDotSegment(path)) {
    throw new HttpFault('not_found', 'There is nothing at this address')
  }
}

function hasDotSegment(path: string): boolean {
  return path
    .replaceAll(/%2e/gi, '.')
    .split('/')
    .some((segment) => segment === '.' || segment.includes('..'))
}
