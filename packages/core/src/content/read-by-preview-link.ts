import type { PreviewLinkRow, Tables } from '@verso/data'
import { decodeQuery } from '@verso/query'
import type { Actor } from '../context.ts'
import { readPreviewLinkText } from '../previews/preview-link-text.ts'
import { type PreviewSource, previewSource, sourceOf } from '../previews/preview-source.ts'
import { Refusal, refuseQuery } from '../refusal.ts'
import { actorOfToken } from '../tokens/authenticate-token.ts'
import { inPreview } from './in-perspective.ts'
import type { PublishedAnswer, ReaderContext } from './published-answer.ts'
import { readOneByRequest } from './read-published-one.ts'
import { readParameters } from './run-read.ts'

/** What a read by a link may say of its answer; what it shows, and in which language, is the link's. */
const parameters = ['locale', 'fallback', 'sourceMap', 'dedupe', 'select', 'omit', 'include', 'richText'] as const

/** The parameter that a link carries its credential in. */
const credential = 'preview'

/** The credential in a query string; null where there is none. */
export function previewCredentialIn(query: string): string | null {
  if (!query.includes(credential)) return null
  const values = new URLSearchParams(query).getAll(credential)
  return values.length === 0 ? null : values.length === 1 ? (values[0] ?? '') : ''
}

/**
 * One entry as its publish would make it, for whoever has a link: the draft as it is now, the revision or the release that the link names,
 * on what is public beside it. It reads with the rights that its maker, a person or a token, has by now, and is gone with them.
 */
export async function readByPreviewLink(
  ctx: ReaderContext,
  { type, idOrSlug }: { type: string; idOrSlug: string },
  { query, key }: { query: string; key: Buffer },
): Promise<PublishedAnswer> {
  const linkId = readPreviewLinkText(key, previewCredentialIn(query) ?? '')
  if (linkId === null) throw new Refusal('unauthenticated', 'This link was not made here, or is cut')
  const link = await liveLink(ctx, linkId)
  const decoded = decodeQuery(query)
  if (decoded.issues !== undefined) throw refuseQuery(decoded.issues)
  const request = readParameters(
    decoded.pairs.filter(([name]) => name !== credential),
    parameters,
  )
  if (link.entryId !== idOrSlug || (request.locale ?? link.locale) !== link.locale)
    throw new Refusal('not_found', 'This link shows another entry, or another language of it')
  const reader = { ...ctx, actor: await readerOf(ctx, link) }
  const wish = { ...request, locale: link.locale }
  return inPreview(reader, { at: null, sourceOf: (tables) => sourceOfLink(tables, link) }, (looking) =>
    readOneByRequest(looking, { type, idOrSlug }, wish),
  )
}

async function liveLink(ctx: ReaderContext, id: string): Promise<PreviewLinkRow> {
  const link = await ctx.store.previewLinks.find(id)
  if (link === null) throw gone('What this link showed is no longer there')
  if (link.revokedAt !== null) throw gone('This link was taken back')
  if (link.expiresAt <= ctx.now()) throw gone('This link has expired')
  return link
}

async function readerOf({ store, now }: ReaderContext, { createdById, tokenId }: PreviewLinkRow): Promise<Actor> {
  if (tokenId !== null) return readerByToken({ store, now }, tokenId)
  const maker = await store.users.find(createdById)
  if (maker?.status !== 'active') throw gone('Whoever made this link has no account any more')
  const roles = await store.roles.findMany(maker.roles)
  return { kind: 'token', id: null, name: null, roles, limit: null, sessionId: null, makerId: maker.id, mayPreview: true }
}

/** A link never shows more than the token that made it may read, and ends with it. */
async function readerByToken({ store, now }: Pick<ReaderContext, 'store' | 'now'>, tokenId: string): Promise<Actor> {
  const token = await store.tokens.find(tokenId)
  if (token === null || token.revokedAt !== null || (token.expiresAt !== null && token.expiresAt <= now()))
    throw gone('The token that made this link is no longer good')
  try {
    return { ...(await actorOfToken(store, token)), id: null, name: null, mayPreview: true }
  } catch (error) {
    if (error instanceof Refusal) throw gone('Whoever made this link has no account any more')
    throw error
  }
}

async function sourceOfLink(tables: Tables, { entryId, locale, revision, releaseId }: PreviewLinkRow): Promise<PreviewSource> {
  if (releaseId !== null) return previewSource(tables, { perspective: { kind: 'releases', releaseIds: [releaseId] }, at: null })
  const pinned = revision === null ? {} : { exactRevision: revision }
  const wish = { entryId, action: 'publish', locales: [locale], ...pinned } as const
  return sourceOf(`link ${entryId} ${locale} ${revision ?? ''}`, [{ at: null, wishes: [wish] }])
}

function gone(sentence: string): Refusal {
  return new Refusal('gone', sentence)
}
