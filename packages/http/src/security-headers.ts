import helmet from '@fastify/helmet'
import type { FastifyInstance } from 'fastify'

/** For answers that are data: a browser that opens one as a page may do nothing with it. */
const nothingAllowed = { defaultSrc: ["'none'"], frameAncestors: ["'none'"] }

/** Headers of every answer; routes that serve pages or files put their own policy in place of this one. */
export async function securityHeaders(app: FastifyInstance): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: nothingAllowed },
    referrerPolicy: { policy: 'no-referrer' },
    frameguard: { action: 'deny' },
    crossOriginEmbedderPolicy: false,
  })
}

/** The policy of the admin UI's page. Styles made at run time carry the page's nonce; scripts come from this server only. */
export function pagePolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    // Positions that React writes into `style` attributes can't carry a nonce; they can't run anything either.
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}
