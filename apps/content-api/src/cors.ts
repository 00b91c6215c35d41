import type { FastifyInstance, FastifyRequest } from 'fastify'

const exposed = ['access-control-expose-headers', 'ETag, Verso-Seq, X-Request-Id, Retry-After, Idempotency-Replayed'] as const
const toAll = ['access-control-allow-origin', '*', ...exposed]

/** Which pages of other sites may read in a browser: all with `*`, or those of some origins. Never with cookies. */
export interface Cors {
  /** Names and values of the headers of an answer, in turn. */
  headersFor: (request: Pick<FastifyRequest, 'headers'>) => readonly string[]
  /** What else answers depend on, for `Vary`. */
  vary: string
}

export function createCors(origins: readonly string[]): Cors {
  if (origins.includes('*')) return { headersFor: () => toAll, vary: '' }
  return {
    headersFor: ({ headers: { origin } }) =>
      origin !== undefined && origins.includes(origin) ? ['access-control-allow-origin', origin, ...exposed] : exposed,
    vary: ', Origin',
  }
}

/** Puts the headers on every answer. Any OPTIONS gets the same one, whoever asks: what may be read is asked of what reads. */
export function corsRoutes(app: FastifyInstance, { headersFor, vary }: Cors): void {
  app.addHook('onRequest', (request, reply, done) => {
    const headers = headersFor(request)
    for (let at = 0; at < headers.length; at += 2) reply.header(headers[at] ?? '', headers[at + 1])
    if (vary !== '') reply.header('vary', 'Origin')
    if (request.method !== 'OPTIONS') return done()
    const wanted = request.headers['access-control-request-headers']
    reply.headers({ 'access-control-allow-methods': 'GET, HEAD, POST', vary: `Access-Control-Request-Headers${vary}` })
    if (wanted !== undefined) reply.header('access-control-allow-headers', wanted)
    reply.code(204).send()
  })
  app.options('*', async (_request, reply) => reply.code(204).send())
}
