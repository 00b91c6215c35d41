import type { ChangedDocument, ReleaseRow, Transaction } from '@verso/data'
import type { Context } from '../context.ts'
import { applyActs } from '../entries/apply-acts.ts'
import { possibleActs } from '../entries/possible-acts.ts'
import type { ReaderAct } from '../entries/reader-act.ts'
import { refusingTaken } from '../entries/refuse-publication.ts'
import { type ActWish, takeActs } from '../entries/take-acts.ts'
import { recordAudit } from '../record-audit.ts'
import { Refusal } from '../refusal.ts'
import { releaseTimeoutMs } from './publish-release.ts'
import type { ReleaseConflict } from './release-conflict.ts'
import { restoreReleased } from './restore-released.ts'
import { takeRelease } from './take-release.ts'

export interface RevertedRelease {
  seq: bigint | null
  conflicts: ReleaseConflict[]
}

/**
 * Gives readers back what they had before a release, under one `seq`: each document as it was, also those that it ended. What was
 * changed since stays as it is and is listed.
 */
export async function revertRelease(ctx: Context, releaseId: string): Promise<RevertedRelease> {
  return refusingTaken(ctx, () =>
    ctx.store.transaction(
      async (tx) => {
        const release = await takeRelease(ctx, tx, releaseId)
        if (release.state !== 'published') throw new Refusal('conflict', 'The release is not published: there is nothing to go back to')
        const reverted = await revert(ctx, tx, release)
        const now = ctx.now()
        await tx.releases.change(release.id, {
          state: 'reverted',
          revertSeq: reverted.seq,
          revertedAt: now,
          revertedById: ctx.actor.id,
          publishAt: null,
          updatedAt: now,
        })
        await recordAudit(ctx, tx, {
          action: 'release.revert',
          target: { kind: 'release', id: release.id },
          after: { seq: reverted.seq === null ? null : Number(reverted.seq), conflicts: reverted.conflicts.length },
        })
        return reverted
      },
      { timeoutMs: releaseTimeoutMs },
    ),
  )
}

async function revert(ctx: Context, tx: Transaction, release: ReleaseRow): Promise<RevertedRelease> {
  const trashed = (await tx.releases.items(release.id)).filter(({ action }) => action === 'trash').map(({ entryId }) => entryId)
  const unrestored = await restoreReleased(ctx, tx, trashed)
  const lost = new Set(unrestored.map(({ entryId }) => entryId))
  const documents = release.seq === null ? [] : (await tx.publications.changedAt(release.seq)).filter(({ entryId }) => !lost.has(entryId))
  const wishes = documents.map(backWish)
  const { acts } = await takeActs(ctx, tx, wishes)
  const unmoved = acts.map((act, index) => (act instanceof Refusal ? act : (movedOn(act, documents[index]) ?? act)))
  const { planned, refusals } = await possibleActs(ctx, tx, { acts: unmoved, companions: [] })
  const seq = await applyActs(ctx, tx, { acts: planned, kind: 'release.published', releaseId: release.id })
  const conflicts = [...refusals].map(([index, refusal]): ReleaseConflict => {
    const { entryId = '', locale = null } = documents[index] ?? {}
    return { entryId, locale, refusal }
  })
  return { seq, conflicts: [...unrestored, ...conflicts] }
}

/** What brings a document back to what it was before. */
function backWish({ entryId, locale, before }: ChangedDocument): ActWish {
  return before === null
    ? { entryId, action: 'unpublish', locales: [locale] }
    : { entryId, action: 'publish', locales: [locale], exactRevision: before.revision }
}

/** Readers have something else by now than what the release gave them. */
function movedOn({ inHand }: ReaderAct, document: ChangedDocument | undefined): Refusal | null {
  if (document === undefined) return null
  const head = inHand.entry.publications.find(({ locale }) => locale === document.locale) ?? null
  const isSame =
    head === null || document.after === null
      ? head === document.after
      : head.hash === document.after.hash && head.revision === document.after.revision
  return isSame ? null : new Refusal('conflict', 'What readers see of it was changed after the release')
}
