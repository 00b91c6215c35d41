import { createGuard, deriveKey, type Guard, type RelyingParty, relyingPartyOf } from '@verso/core'
import fastifyJwt from '@fastify/jwt'
import fastifySwagger from '@fastify/swagger'
import { readParameters } from '@verso/http'
import { limitRequests } from './limit-requests.ts'
import type { FastifyInstance } from 'fastify'
import { accessTokenOptions } from './access-token.ts'
import { type Authenticator, createAuthenticator } from './authenticate.ts'
import { keyedWrites } from './keyed-writes.ts'
import { openApiOptions } from './open-api/open-api-options.ts'
import type { AdminApiOptions } from './options.ts'
import { deliveryRoutes } from './routes/deliveries.ts'
import { webhookRoutes } from './routes/webhooks.ts'
import { toldRefusals } from './told-refusals.ts'
import { auditRoutes } from './routes/audit.ts'
import { bulkRoutes } from './routes/bulk.ts'
import { entryRoutes } from './routes/entries.ts'
import { folderRoutes } from './routes/folders.ts'
import { mediaFileRoutes } from './routes/media-files.ts'
import { erasureRoutes } from './routes/erasure.ts'
import { explainRoutes } from './routes/explain.ts'
import { historyRoutes } from './routes/history.ts'
import { identityProviderRoutes } from './routes/identity-providers.ts'
import { importRoutes } from './routes/import.ts'
import { homeRoutes } from './routes/home.ts'
import { linkedProviderRoutes } from './routes/linked-providers.ts'
import { linkRoutes } from './routes/links.ts'
import { liveRoutes } from './routes/live.ts'
import { localeRoutes } from './routes/locales.ts'
import { meRoutes } from './routes/me.ts'
import { mediaRoutes } from './routes/media.ts'
import { modelRoutes } from './routes/model.ts'
import { openApiRoutes } from './routes/open-api.ts'
import { passkeyRoutes } from './routes/passkeys.ts'
import { previewLinkRoutes } from './routes/preview-links.ts'
import { preflightRoutes } from './routes/preflight.ts'
import { providerSignInRoutes } from './routes/provider-sign-in.ts'
import { redirectRoutes } from './routes/redirects.ts'
import { releaseRoutes } from './routes/releases.ts'
import { revisionRoutes } from './routes/revisions.ts'
import { roleRoutes } from './routes/roles.ts'
import { sampleRoutes } from './routes/sample.ts'
import { scheduleRoutes } from './routes/schedules.ts'
import { secondFactorRoutes } from './routes/second-factor.ts'
import { searchRoutes } from './routes/search.ts'
import { sessionRoutes } from './routes/sessions.ts'
import { settingsRoutes } from './routes/settings.ts'
import { setupRoutes } from './routes/setup.ts'
import { signInRoutes } from './routes/sign-in.ts'
import { siteRoutes } from './routes/sites.ts'
import { slugRoutes } from './routes/slugs.ts'
import { tokenRoutes } from './routes/tokens.ts'
import { translationRoutes } from './routes/translations.ts'
import { uploadRoutes } from './routes/uploads.ts'
import { typeRoutes } from './routes/types.ts'
import { uiRoutes } from './routes/ui.ts'
import { userRoutes } from './routes/users.ts'

/** Everything that editors and administrators do, and the admin UI. A plugin; it never listens. */
export async function adminApi(app: FastifyInstance, options: AdminApiOptions): Promise<void> {
  await app.register(fastifyJwt, accessTokenOptions(deriveKey(options.secret, 'access-token')))
  await app.register(fastifySwagger, openApiOptions)
  app.decorateRequest('ctx')
  app.decorateRequest('parameters')
  await app.register((api) => apiScope(api, options), { prefix: '/admin/v1' })
  if (options.uiDir !== undefined) await app.register(uiRoutes, { uiDir: options.uiDir })
}

/** All answers of the API: who is asking first, then what. */
async function apiScope(app: FastifyInstance, options: AdminApiOptions): Promise<void> {
  const authenticator = createAuthenticator(app, options)
  const guard = createGuard(options.base, options.secret, options.limits?.signIn)
  const relyingParty = relyingPartyOf(options.publicUrl, options.linkOrigin)

  app.addHook('onRequest', async (_request, reply) => {
    reply.header('cache-control', 'no-store')
  })
  if (options.limits?.requests) app.addHook('onRequest', limitRequests(options.limits.requests))

  await app.register(async (open) => {
    open.addHook('onRequest', authenticator.welcome)
    open.addHook('preValidation', readParameters)
    await open.register(setupRoutes, options)
    await open.register(signInRoutes, { ...options, guard, relyingParty })
    await open.register(providerSignInRoutes, { ...options, guard })
    await open.register(linkRoutes, { ...options, guard })
  })

  await app.register((own) => ownScope(own, { options, authenticator, guard, relyingParty }))

  await app.register(async (signedIn) => {
    signedIn.addHook('onRequest', authenticator.require)
    toldRefusals(signedIn)
    keyedWrites(signedIn, options)
    signedIn.addHook('preValidation', readParameters)
    await signedIn.register(houseRoutes, { ...options, guard })
    await signedIn.register(typeRoutes)
    await signedIn.register(modelRoutes)
    await signedIn.register(localeRoutes)
    await signedIn.register(entryRoutes)
    await signedIn.register(bulkRoutes)
    await signedIn.register(importRoutes)
    await signedIn.register(previewLinkRoutes, options)
    await signedIn.register(preflightRoutes)
    await signedIn.register(releaseRoutes)
    await signedIn.register(revisionRoutes)
    await signedIn.register(translationRoutes)
    await signedIn.register(scheduleRoutes)
    await signedIn.register(homeRoutes)
    await signedIn.register(liveRoutes, { ...options, actorOf: authenticator.actorOf })
    await signedIn.register(sampleRoutes)
    await signedIn.register(searchRoutes)
    await signedIn.register(siteRoutes)
    await signedIn.register(slugRoutes)
    await signedIn.register(redirectRoutes)
    await signedIn.register(mediaRoutes, { outbound: options.outbound })
    await signedIn.register(mediaFileRoutes, options)
    await signedIn.register(folderRoutes)
    await signedIn.register(uploadRoutes)
    await signedIn.register(erasureRoutes)
    await signedIn.register(openApiRoutes)
  })
}

interface OwnScope {
  options: AdminApiOptions
  authenticator: Authenticator
  guard: Guard
  relyingParty: RelyingParty
}

/** What one does with oneself. It ignores idempotency keys, since it can be repeated as it is. */
async function ownScope(app: FastifyInstance, { options, authenticator, guard, relyingParty }: OwnScope): Promise<void> {
  app.addHook('preValidation', readParameters)
  toldRefusals(app)

  await app.register(async (sessions) => {
    sessions.addHook('onRequest', authenticator.require)
    await sessions.register(sessionRoutes, options)
    await sessions.register(linkedProviderRoutes, { ...options, guard })
  })

  // All that can be reached before a second factor is set up that a role asks for.
  await app.register(async (me) => {
    me.addHook('onRequest', authenticator.requireHalf)
    await me.register(meRoutes, { guard })
    await me.register(secondFactorRoutes, { guard })
    await me.register(passkeyRoutes, { guard, relyingParty })
  })
}

/** The installation itself: who is there, what it has decided, what was done. */
async function houseRoutes(app: FastifyInstance, options: AdminApiOptions & { guard: Guard }): Promise<void> {
  await app.register(userRoutes, options)
  await app.register(roleRoutes)
  await app.register(explainRoutes)
  await app.register(tokenRoutes)
  await app.register(auditRoutes)
  await app.register(settingsRoutes)
  await app.register(identityProviderRoutes, options)
  await app.register(historyRoutes)
  const { outbound, secret, publicUrl: mediaBase = '', partKey } = options
  const key = deriveKey(secret, 'webhooks')
  await app.register(webhookRoutes, { key, checkUrl: outbound.checkUrl })
  await app.register(deliveryRoutes, { sending: { key, send: outbound.post, mediaBase, partKey } })
}
