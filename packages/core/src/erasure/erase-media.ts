import type { MediaRow, Tables, Transaction } from '@verso/data'
import { authoriseManage } from '../authorise.ts'
import type { Context } from '../context.ts'
import { knownId } from '../known-id.ts'
import { authoriseFile, authoriseMediaDeed, authoriseMediaRead } from '../media/media-rights.ts'
import { recordAudit } from '../record-audit.ts'
import { Refusal } from '../refusal.ts'
import { gatherShowing } from '../search/gather-words.ts'
import type { Erased, ErasureWish } from './erased.ts'

const unknown = 'There is no such file'

/** Erases a file for good, also one that was deleted: its bytes, its name and what was said of it, now and in the past. Entries that show it keep a link that leads nowhere. */
export async function eraseMedia(ctx: Context, mediaId: string, { reason }: ErasureWish = {}): Promise<Erased> {
  authoriseMediaRead(ctx.actor)
  authoriseMediaDeed(ctx.actor, 'delete')
  authoriseManage(ctx.actor, 'settings')
  const found = await findMedia(ctx.store, mediaId)
  await authoriseFile(ctx, ctx.store, { action: 'delete', file: found })
  return ctx.store.transaction(async (tx) => {
    const done = { at: ctx.now() }
    const seq = await tx.log.append(
      { kind: 'media.changed', byId: ctx.actor.id, byKind: ctx.actor.kind, at: ctx.now() },
      async (taken, at) => {
        // Looked at again under the log's lock, which every change of a file takes.
        const media = await findMedia(tx, mediaId)
        await eraseMediaRows(ctx, tx, { mediaId: media.id, seq: taken, at })
        done.at = at
        return [{ op: 'media', id: media.id }]
      },
    )
    const after = { seq: Number(seq), ...(reason === undefined ? {} : { reason }) }
    await recordAudit(ctx, tx, { action: 'media.erase', target: { kind: 'media', id: found.id }, after })
    return { id: found.id, kind: 'media' as const, seq, mediaIds: [], ...done }
  })
}

async function findMedia({ media }: Pick<Tables, 'media'>, mediaId: string): Promise<MediaRow> {
  const found = await media.findEver(knownId(mediaId, unknown))
  if (found === null) throw new Refusal('not_found', unknown)
  return found
}

/** Erases the rows of a file. Its bytes go when this has committed, and not before: a job that commits with it says so. */
export async function eraseMediaRows(
  ctx: Context,
  tx: Transaction,
  { mediaId, seq, at }: { mediaId: string; seq: bigint; at: Date },
): Promise<void> {
  await tx.erasures.record({ id: mediaId, kind: 'media', typeId: null, publicFrom: null, seq, at, byId: ctx.actor.id })
  const own = await tx.erasures.media(mediaId)
  // What was made of the image shows it too.
  const hashes = [...own, ...(await tx.renditions.forget(own))]
  await gatherShowing(tx, mediaId, { past: true })
  if (hashes.length > 0) await tx.jobs.add({ task: 'removeFiles', payload: { hashes } })
}
