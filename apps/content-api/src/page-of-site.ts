import { type Actor, type PageOfSite, type PageRecorder, Refusal } from '@verso/core'
import type { Arrival } from '@verso/http'
import type { FastifyRequest } from 'fastify'

const pageKey = /^[\x21-\x7e]([\x20-\x7e]{0,498}[\x21-\x7e])?$/
const siteName = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/

/** The site of whoever doesn't name one, and the one of all who have no token. */
const [usualSite, visitors] = ['default', 'public']

/** The page that a read is for, by `Verso-Page` and `Verso-Site`; null where it isn't for any. */
export function pageIn({ headers }: Pick<Arrival, 'headers'>, actor: Actor): PageOfSite | 'wrong' | null {
  const page = headers['verso-page']
  if (page === undefined) return null
  const site = headers['verso-site'] ?? usualSite
  if (typeof page !== 'string' || typeof site !== 'string' || !pageKey.test(page) || !siteName.test(site)) return 'wrong'
  const isAnonymous = actor.kind === 'public'
  return { page, site: isAnonymous ? visitors : site, isAnonymous }
}

/** Notes what a page was read from; `undefined` is nothing that a page of a site can be made of. */
export function notePage(recorder: PageRecorder, request: FastifyRequest, tags: readonly string[] | null | undefined): void {
  const page = pageIn(request, request.reader.actor)
  if (page === 'wrong') throw new Refusal('invalid_request', 'Verso-Page takes up to 500 visible ASCII characters, Verso-Site a short name')
  if (page !== null && tags !== undefined) recorder.note(page, tags)
}
