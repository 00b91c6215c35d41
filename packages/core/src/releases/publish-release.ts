import type { ReleaseItemRow, ReleaseRow, Tables, Transaction } from '@verso/data'
import type { Context } from '../context.ts'
import { changeInTransaction } from '../entries/change-together.ts'
import { refusingTaken } from '../entries/refuse-publication.ts'
import type { ActWish } from '../entries/take-acts.ts'
import { recordAudit } from '../record-audit.ts'
import { Refusal } from '../refusal.ts'
import { takeOpenRelease } from './take-release.ts'

/** Thousands of documents become public in one transaction. */
export const releaseTimeoutMs = 600_000

/** Makes all that a release holds public at once, under one `seq`. It is judged as a whole: unless everything can happen, nothing does. */
export async function publishRelease(ctx: Context, releaseId: string): Promise<{ seq: bigint | null }> {
  return refusingTaken(ctx, () =>
    ctx.store.transaction(async (tx) => publishInTransaction(ctx, tx, await takeOpenRelease(ctx, tx, releaseId)), {
      timeoutMs: releaseTimeoutMs,
    }),
  )
}

export async function publishInTransaction(ctx: Context, tx: Transaction, release: ReleaseRow): Promise<{ seq: bigint | null }> {
  const items = await tx.releases.items(release.id)
  if (items.length === 0)
    throw new Refusal('invalid_value', 'The release is empty', {
      issues: [{ path: '/items', code: 'required', message: 'A release needs an entry' }],
    })
  const wishes = await wishesOf(tx, items)
  const together = { wishes, mode: 'all', kind: 'release.published', releaseId: release.id } as const
  const { seq } = wishes.length === 0 ? { seq: null } : await changeInTransaction(ctx, tx, together)
  const now = ctx.now()
  await tx.releases.change(release.id, {
    state: 'published',
    reason: null,
    seq,
    publishedAt: now,
    publishedById: ctx.actor.id,
    revertSeq: null,
    revertedAt: null,
    revertedById: null,
    updatedAt: now,
  })
  await tx.jobs.remove(release.id)
  await recordAudit(ctx, tx, {
    action: 'release.publish',
    target: { kind: 'release', id: release.id },
    after: { items: items.length, seq: seq === null ? null : Number(seq) },
  })
  return { seq }
}

/**
 * What the items of a release want to happen. An entry that was removed for good since can't be published any more, which is for people to
 * know; to end what readers have of it, or to put it into the trash, is done already.
 */
export async function wishesOf(tables: Tables, items: readonly ReleaseItemRow[]): Promise<ActWish[]> {
  const ending = [...new Set(items.filter(({ action }) => action !== 'publish').map(({ entryId }) => entryId))]
  const there = new Set((ending.length === 0 ? [] : await tables.entries.outlines(ending)).map(({ id }) => id))
  return items.flatMap((item, place) => (item.action === 'publish' || there.has(item.entryId) ? [wishOf(item, place)] : []))
}

function wishOf({ id, entryId, action, locales, revision, createdAt }: ReleaseItemRow, place: number): ActWish {
  return {
    entryId,
    action,
    item: { place, whenGone: `The entry was removed for good; take it out of the release (item ${id})` },
    ...(locales.length === 0 ? {} : { locales }),
    ...(revision === null ? {} : { exactRevision: revision, chosenAt: createdAt }),
  }
}
