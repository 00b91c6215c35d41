import { Refusal } from '@verso/core'
import type { FastifyRequest } from 'fastify'

const ownSites = ['same-origin', 'none']

/** A hook for routes that a cookie speaks for: another site's page must not be able to make a browser call them. */
export function crossSiteGuard(publicUrl: string | undefined): (request: FastifyRequest) => Promise<void> {
  const publicOrigin = publicUrl === undefined ? null : new URL(publicUrl).origin
  return async (request) => {
    const { origin, 'sec-fetch-site': site } = request.headers
    const isOwn =
      origin === undefined
        ? site === undefined || ownSites.includes(String(site))
        : origin === publicOrigin || origin === `${request.protocol}://${request.host}`
    if (!isOwn) throw new Refusal('cross_site', 'This can only be asked from the pages of this server')
  }
}
