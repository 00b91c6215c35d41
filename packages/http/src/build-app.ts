import { createHash, randomUUID } from 'node:crypto'
import type { RequestListener } from 'node:http'
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyRequest,
  type FastifyServerFactory,
  LogController,
} from 'fastify'
import fastifyPlugin from 'fastify-plugin'
import { strictValidatorCompiler } from './ajv.ts'
import { answerClientError } from './client-error.ts'
import { HttpFault } from './http-fault.ts'
import { parseJsonBody } from './json-body.ts'
import { sendProblem } from './problems.ts'
import { createFront, type Front, trustIn } from './front.ts'
import './request-decorations.ts'
import { createRouteTable, isExcepted, type RouteTable } from './route-table.ts'
import { securityHeaders } from './security-headers.ts'
import { refuseOddPath } from './strict-path.ts'

const maxBodyBytes = 1024 * 1024

/** Limits of Node's own server; for whoever makes one by hand. */
export const httpServerOptions = {
  maxHeaderSize: 16 * 1024,
  headersTimeout: 10_000,
  requestTimeout: 0,
  connectionsCheckingInterval: 2000,
} as const

/** After this long without a byte either way, a connection is closed: an unread answer, or a body that never comes. */
export const idleConnectionMs = 30_000

export interface AppOptions {
  logger?: FastifyBaseLogger
  /** CIDRs of proxies whose `X-Forwarded-For` is believed; none by default. */
  trustedProxies?: readonly string[]
  serverFactory?: FastifyServerFactory
}

/** The one Fastify instance of a process. Both APIs are plugins of it and share what is set here. */
export function buildApp({ logger, trustedProxies = [], serverFactory }: AppOptions = {}): FastifyInstance {
  const trust = trustIn(trustedProxies)
  const front = createFront(trust)
  const app = Fastify({
    ...(logger === undefined ? { logger: false } : { loggerInstance: logger }),
    ...(serverFactory === undefined ? { http: httpServerOptions } : { serverFactory: inFront(serverFactory, front) }),
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    trustProxy: trust,
    bodyLimit: maxBodyBytes,
    connectionTimeout: idleConnectionMs,
    logController: new LogController({ disableRequestLogging: true }),
    return503OnClosing: false,
    clientErrorHandler: answerClientError,
    frameworkErrors: (error, request, reply) => {
      reply.header('x-request-id', request.id)
      return sendProblem(error, request, reply)
    },
    routerOptions: { maxParamLength: 2000 },
  })
  if (serverFactory === undefined) putBefore(app.server, front)
  app.decorate('front', front)
  app.addHook('preClose', async () => front.close())
  app.register(fastifyPlugin(sharedManners))
  return app
}

function inFront(make: FastifyServerFactory, front: Front): FastifyServerFactory {
  return (route, options) => make(front.before(route), options)
}

/** A server that Fastify has made listens for requests by itself. */
function putBefore(server: FastifyInstance['server'], front: Front): void {
  const routes = server.listeners('request') as RequestListener[]
  server.removeAllListeners('request')
  for (const route of routes) server.on('request', front.before(route))
}

/** What every route of both APIs does alike. Not encapsulated: it holds for all that is registered after it. */
async function sharedManners(app: FastifyInstance): Promise<void> {
  const routes = createRouteTable()
  app.addHook('onRoute', routes.add)

  app.setValidatorCompiler(strictValidatorCompiler())
  // Views are built member by member, so nothing unsaid can slip in; what is sent is what the route gave.
  app.setSerializerCompiler(() => JSON.stringify)
  app.removeAllContentTypeParsers()
  app.decorateRequest('bodyHash', null)
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, async (request: FastifyRequest, body: string | Buffer) => {
    const bytes = Buffer.isBuffer(body) ? body : Buffer.from(body)
    if (request.headers['idempotency-key'] !== undefined) request.bodyHash = createHash('sha256').update(bytes).digest()
    return parseJsonBody(request.headers, bytes)
  })

  app.addHook('onRequest', (request, reply, done) => {
    const { except } = request.routeOptions.config
    reply.headers(securityHeaders).header('x-request-id', request.id)
    refuseOddPath(request)
    // Before any body is read: at an address that isn't there, what was sent doesn't matter.
    if (request.is404 || (except !== undefined && isExcepted(pathOf(request), except))) throw absence(request, routes)
    done()
  })
  app.addHook('preValidation', async (request) => {
    // A route whose members are all optional may be called without a body.
    if (request.body === undefined && request.routeOptions.schema?.body !== undefined) request.body = {}
  })

  app.setErrorHandler(sendProblem)
  app.setNotFoundHandler((request) => {
    throw absence(request, routes)
  })
}

/** Why no route takes a request: nothing is at its address, or nothing by its method. */
function absence(request: FastifyRequest, routes: RouteTable): HttpFault {
  const methods = routes.methodsOf(pathOf(request))
  if (methods.length === 0 || methods.includes(request.method)) return new HttpFault('not_found', 'There is nothing at this address')
  return new HttpFault('method_not_allowed', `This address takes ${methods.join(', ')}`, { headers: { allow: methods.join(', ') } })
}

function pathOf(request: FastifyRequest): string {
  return (request.raw.url ?? '/').split('?', 1)[0] ?? ''
}
