import type { Transaction } from '@verso/data'
import type { Model } from '@verso/model'
import type { Context } from '../context.ts'
import { clearLinks, entriesToClear } from '../entries/clear-links.ts'
import { describeUsages } from '../entries/list-entry-usages.ts'
import { namedUsages } from '../entries/refuse-used.ts'
import { ruled } from '../entries/target-rules.ts'
import { recordAudit } from '../record-audit.ts'
import { Refusal } from '../refusal.ts'
import { gatherShowing } from '../search/gather-words.ts'
import { findMedia } from './get-media.ts'
import { authoriseFile, authoriseMediaDeed, authoriseMediaRead } from './media-rights.ts'

/**
 * Takes a file away, unless an entry still shows it whose field doesn't say otherwise: a file has no trash, so that without a rule a used
 * one stays. Pinned readers keep it.
 */
export async function deleteMedia(ctx: Context, mediaId: string): Promise<bigint> {
  authoriseMediaRead(ctx.actor)
  authoriseMediaDeed(ctx.actor, 'delete')
  const found = await findMedia(ctx.store, mediaId)
  await authoriseFile(ctx, ctx.store, { action: 'delete', file: found })
  return ctx.store.transaction(async (tx) => {
    const model = await tx.models.lockShared()
    const losingIds = await entriesToClear(tx, model, { mediaIds: [found.id] })
    const losing = losingIds.length === 0 ? [] : await tx.entries.lockMany(losingIds)
    await refuseUsed(ctx, tx, { mediaId: found.id, model })
    await clearLinks(ctx, tx, { users: losing, model, goneIds: new Set([found.id]) })
    return tx.log.append({ kind: 'media.changed', byId: ctx.actor.id, byKind: ctx.actor.kind, at: ctx.now() }, async (seq) => {
      // Under the log's lock: whoever publishes a use of it now comes after, and finds the file gone.
      const media = await findMedia(tx, mediaId)
      await authoriseFile(ctx, tx, { action: 'delete', file: media })
      await refuseUsed(ctx, tx, { mediaId: media.id, model })
      await tx.media.remove(media.id, seq)
      await gatherShowing(tx, media.id, { past: false })
      await recordAudit(ctx, tx, {
        action: 'media.delete',
        target: { kind: 'media', id: media.id },
        before: { filename: media.filename, sha256: media.sha256 },
      })
      return [{ op: 'delete', id: media.id }]
    })
  })
}

async function refuseUsed(ctx: Context, tx: Transaction, { mediaId, model }: { mediaId: string; model: Model }): Promise<void> {
  // What is in the trash comes back with all that it shows.
  const links = await tx.references.liveLinks({ mediaIds: [mediaId] }, { withTrash: true })
  const holding = links.map((link) => ruled(model, link, 'refuse')).filter(({ rule }) => rule === 'refuse')
  if (holding.length === 0) return
  const { usages, hidden } = await describeUsages(ctx, tx, holding)
  throw new Refusal('in_use', 'Entries still show this file; take it out of them first', {
    facts: { usages: namedUsages(usages), total: holding.length, hidden },
  })
}
