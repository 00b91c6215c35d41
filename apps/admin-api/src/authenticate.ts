import { type Actor, actingStore, authenticateSession, authenticateToken, type Context, publicActor, Refusal, viewAs } from '@verso/core'
import { bearerToken } from '@verso/http'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { readAccessToken } from './access-token.ts'
import type { AdminApiOptions } from './options.ts'

export interface Authenticator {
  /** For routes that anyone may call: a good access token is recognised, none or a dead one is no fault. */
  welcome: (request: FastifyRequest) => Promise<void>
  /** For all others: sets who acts, or answers 401. */
  require: (request: FastifyRequest) => Promise<void>
  /** The same, but also lets in whoever has to set up a second factor first. */
  requireHalf: (request: FastifyRequest) => Promise<void>
  /** Who acts with the credential of a request, judged again. */
  actorOf: (request: FastifyRequest) => Promise<Actor>
}

const apiToken = /^v[a-z]t_/

/** Who asks: a person with an access token, or a program with an API token. Judged against the database at every request. */
export function createAuthenticator(app: FastifyInstance, { base }: AdminApiOptions): Authenticator {
  const { store, now } = base

  async function halfActorOf(request: FastifyRequest): Promise<Actor> {
    const text = bearerToken(request)
    if (text === null) throw new Refusal('unauthenticated', 'Sign in first')
    if (apiToken.test(text)) return authenticateToken(store, { secret: text, kinds: ['admin'], address: request.ip, now: now() })
    return authenticateSession(store, { ...readAccessToken(app, text), now: now() })
  }

  async function actorOf(request: FastifyRequest): Promise<Actor> {
    const actor = await halfActorOf(request)
    if (actor.isHalfSignedIn === true)
      throw new Refusal('second_factor_required', 'Your role asks for a second factor; set it up first', {
        facts: { secondFactor: 'setup' },
      })
    return actor
  }

  return {
    actorOf,
    welcome: async (request) => {
      const actor = await halfActorOf(request).catch((error: unknown) => {
        if (error instanceof Refusal && error.code !== 'several_credentials') return publicActor(store)
        throw error
      })
      request.ctx = contextOf(base, request, actor)
    },
    require: async (request) => {
      request.ctx = await viewedAs(request, contextOf(base, request, await actorOf(request)))
    },
    requireHalf: async (request) => {
      request.ctx = await viewedAs(request, contextOf(base, request, await halfActorOf(request)))
    },
  }
}

/** With `Verso-View-As: role:<name>` whoever manages roles sees what such a role would; nothing is written that way. */
async function viewedAs(request: FastifyRequest, ctx: Context): Promise<Context> {
  const header = request.headers['verso-view-as']
  if (header === undefined) return ctx
  const name = /^role:(.{1,200})$/.exec(String(header))?.[1]
  if (name === undefined) throw new Refusal('invalid_request', 'Verso-View-As names a role, as in "role:editor"')
  if (request.method !== 'GET' && request.method !== 'HEAD') throw new Refusal('not_allowed', 'Whoever views as a role only reads')
  return viewAs(ctx, name)
}

function contextOf(base: AdminApiOptions['base'], request: FastifyRequest, actor: Actor): Context {
  return { ...base, store: actingStore(base.store, actor, base.now), actor, address: request.ip, requestId: request.id }
}
