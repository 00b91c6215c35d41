import type { PreviewLinkRow, Tables } from '@verso/data'
import { isUuid } from '@verso/model'
import { authorise, authoriseKind } from '../authorise.ts'
import type { Context } from '../context.ts'
import { type EntryInHand, takeLiveEntry } from '../entries/entry-in-hand.ts'
import { refuseUnknownLocales } from '../entries/publish-locales.ts'
import { recordAudit } from '../record-audit.ts'
import { Refusal, type RefusalIssue } from '../refusal.ts'

export interface NewPreviewLink {
  locale: string
  /** RFC 3339; at most 90 days from now. */
  expiresAt: string
  /** The revision to show; absent: the draft as it is when somebody looks. */
  revision?: number | undefined
  /** Id of the release to show the entry in. */
  release?: string | undefined
}

/** A link, and the names that its address is made of. */
export interface PreviewLinkDetail {
  link: PreviewLinkRow
  type: string
  /** The site's own address for previews of this type. */
  previewUrl: string | null
}

const maxDays = 90
const dayMs = 86_400_000

/**
 * Lets whoever has the link see one entry before it is public, in one language, until a time. Whoever may write the entry may show it; the
 * link never shows more than its maker may read.
 */
export async function createPreviewLink(ctx: Context, entryId: string, wish: NewPreviewLink): Promise<PreviewLinkDetail> {
  const makerId = ctx.actor.kind === 'token' ? ctx.actor.makerId : ctx.actor.id
  return ctx.store.transaction(async (tx) => {
    const inHand = await takeLiveEntry(ctx, tx, { entryId, action: 'edit' })
    if (makerId === null) throw new Refusal('not_allowed', 'Only people make links to previews')
    refuseUnknownLocales(inHand.locales, [wish.locale])
    await refuseWrongContent(tx, inHand, wish)
    const link: PreviewLinkRow = {
      id: ctx.newId(),
      entryId: inHand.entry.id,
      locale: wish.locale,
      revision: wish.revision ?? null,
      releaseId: wish.release ?? null,
      expiresAt: readEnd(ctx, wish.expiresAt),
      revokedAt: null,
      createdAt: ctx.now(),
      createdById: makerId,
      tokenId: ctx.actor.kind === 'token' ? ctx.actor.id : null,
    }
    await tx.previewLinks.create(link)
    const { locale, expiresAt, revision, releaseId } = link
    await recordAudit(ctx, tx, {
      action: 'preview_link.create',
      target: { kind: 'preview_link', id: link.id },
      after: { entry: link.entryId, locale, expiresAt: expiresAt.toISOString(), revision, release: releaseId },
    })
    return { link, type: inHand.type.name, previewUrl: inHand.type.previewUrl ?? null }
  })
}

/** Links of an entry that still lead somewhere. */
export async function listPreviewLinks(ctx: Context, entryId: string): Promise<PreviewLinkRow[]> {
  authoriseKind(ctx.actor, 'edit')
  const entry = isUuid(entryId) ? await ctx.store.entries.find(entryId) : null
  if (entry === null) throw new Refusal('not_found', 'There is no such entry')
  authorise(ctx.actor, 'edit', entry)
  return ctx.store.previewLinks.ofEntry(entry.id, ctx.now())
}

/** Ends a link at once. One that has ended already stays so. */
export async function revokePreviewLink(ctx: Context, { entryId, linkId }: { entryId: string; linkId: string }): Promise<void> {
  await ctx.store.transaction(async (tx) => {
    const { entry } = await takeLiveEntry(ctx, tx, { entryId, action: 'edit' })
    const link = isUuid(linkId) ? await tx.previewLinks.find(linkId) : null
    if (link === null || link.entryId !== entry.id) throw new Refusal('not_found', 'There is no such link')
    if (link.revokedAt !== null) return
    await tx.previewLinks.revoke(link.id, ctx.now())
    await recordAudit(ctx, tx, { action: 'preview_link.revoke', target: { kind: 'preview_link', id: link.id }, after: { entry: entry.id } })
  })
}

async function refuseWrongContent(tx: Tables, { entry }: EntryInHand, { revision, release }: NewPreviewLink): Promise<void> {
  if (revision !== undefined && release !== undefined)
    throw refused({ path: '/revision', code: 'not_both', message: 'A release says itself which revision it publishes' })
  if (revision !== undefined && (revision > entry.revision || (await tx.revisions.findListed(entry.id, revision)) === null))
    throw refused({ path: '/revision', code: 'not_found', message: `The entry has no revision ${revision}` })
  if (release === undefined) return
  const isIn = isUuid(release) && (await tx.releases.items(release)).some(({ entryId }) => entryId === entry.id)
  if (!isIn) throw refused({ path: '/release', code: 'not_found', message: 'There is no release that this entry is in by this id' })
}

function readEnd(ctx: Context, text: string): Date {
  const [end, now] = [new Date(text), ctx.now()]
  const path = '/expiresAt'
  if (Number.isNaN(end.getTime()))
    throw refused({ path, code: 'wrong_format', message: 'This must be a time such as 2026-12-01T09:00:00Z' })
  if (end <= now) throw refused({ path, code: 'past', message: 'This time is over' })
  if (end.getTime() - now.getTime() > maxDays * dayMs)
    throw refused({ path, code: 'too_large', message: `A link lasts ${maxDays} days at most` })
  return end
}

function refused(issue: RefusalIssue): Refusal {
  return new Refusal('invalid_value', issue.message, { issues: [issue] })
}
