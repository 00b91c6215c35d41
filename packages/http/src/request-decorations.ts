import type { Context } from '@verso/core'
import type { Front } from './front.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** Answers before the routes do. */
    front: Front
  }
  interface FastifyRequest {
    /** Who asks, and everything a verb may know of its surroundings. */
    ctx: Context
    /** The query parameters that the route named in `config.query`, each given once. */
    parameters: Record<string, string>
    /** SHA-256 of the bytes of a JSON body, for requests that carry an idempotency key. */
    bodyHash: Buffer | null
  }
  interface FastifyContextConfig {
    /** Query parameters of the route; `own` when the route reads its query string by itself. None when absent. */
    query?: readonly (string | RegExp)[] | 'own'
    /** Pages may be asked for with a slash at the end; nothing else may. */
    mayEndInSlash?: boolean
    /** Addresses that begin so are not this route's, though its pattern fits them. */
    except?: string
  }
}
