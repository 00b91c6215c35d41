import type { MediaRow, Transaction } from '@verso/data'
import type { ReceivedFile } from '@verso/media'
import type { Context } from '../context.ts'
import { recordAudit } from '../record-audit.ts'
import { Refusal } from '../refusal.ts'
import { gatherShowing } from '../search/gather-words.ts'
import type { ChangedMedia } from './change-media.ts'
import { claimBytes } from './claim-bytes.ts'
import { findMedia } from './get-media.ts'
import { authoriseFile, authoriseMediaDeed, authoriseMediaRead } from './media-rights.ts'

/** Refuses whoever may not replace the file, before its bytes are taken in. */
export async function mayReplaceMedia(ctx: Context, mediaId: string): Promise<void> {
  authoriseMediaRead(ctx.actor)
  authoriseMediaDeed(ctx.actor, 'edit')
  await authoriseFile(ctx, ctx.store, { action: 'edit', file: await findMedia(ctx.store, mediaId) })
}

/**
 * Puts other bytes in the place of a file's: its id, its description and all references stay, readers see the new ones at once, pinned readers the old
 * ones. A name that stood for other bytes before is never given again, so that no address changes what it gives.
 */
export async function replaceMedia(
  ctx: Context,
  mediaId: string,
  { file, ifRevision }: { file: ReceivedFile; ifRevision: number | null },
): Promise<ChangedMedia> {
  await mayReplaceMedia(ctx, mediaId)
  return ctx.store.transaction(async (tx) => {
    let after: MediaRow | null = null
    // Locked before it is decided whether anything changes: two at once take turns.
    const before = await tx.media.lock(mediaId)
    if (before === null) throw new Refusal('not_found', 'There is no such file')
    await authoriseFile(ctx, tx, { action: 'edit', file: before })
    if (ifRevision !== null && ifRevision !== before.revision)
      throw new Refusal('stale', 'Someone changed this file after you opened it', { facts: { revision: before.revision } })
    requireSameFamily(before, file)
    if (before.sha256 === file.sha256) return { media: before, seq: null }
    await claimBytes(ctx, tx, file.sha256)
    const seq = await tx.log.append({ kind: 'media.changed', byId: ctx.actor.id, byKind: ctx.actor.kind, at: ctx.now() }, async (taken) => {
      after = await replacedRow(ctx, tx, { before: await findMedia(tx, before.id), file })
      await tx.media.replace(after, taken)
      await gatherShowing(tx, after.id, { past: false })
      await recordAudit(ctx, tx, {
        action: 'media.replace',
        target: { kind: 'media', id: after.id },
        before: { filename: before.filename, sha256: before.sha256 },
        after: { filename: after.filename, sha256: after.sha256 },
      })
      return [{ op: 'media', id: after.id, revision: after.revision }]
    })
    return { media: after ?? before, seq }
  })
}

/** A picture stays a picture: fields that show it take nothing else. */
function requireSameFamily(before: MediaRow, file: ReceivedFile): void {
  const family = (mimeType: string) => mimeType.split('/', 1)[0]
  if (before.sha256 === null || family(before.mimeType) === family(file.mimeType)) return
  throw new Refusal('unsupported_media_type', `This file is ${before.mimeType}; another kind of file is a file of its own`)
}

async function replacedRow(ctx: Context, tx: Transaction, { before, file }: { before: MediaRow; file: ReceivedFile }): Promise<MediaRow> {
  const { sha256, mimeType, width, height, facts } = file
  return {
    ...before,
    ...{ sha256, mimeType, width, height, facts },
    bytes: BigInt(file.bytes),
    filename: await unusedName(tx, before.id, file.filename),
    revision: before.revision + 1,
    sourceUrl: null,
    updatedAt: ctx.now(),
  }
}

/** The name, or the first of `name-2`, `name-3` … that no version of this file has had. */
async function unusedName(tx: Transaction, mediaId: string, filename: string): Promise<string> {
  const used = new Set(await tx.media.namesOf(mediaId))
  const dot = filename.lastIndexOf('.')
  const [stem, extension] = [filename.slice(0, dot).slice(0, 190), filename.slice(dot)]
  let name = filename
  for (let number = 2; used.has(name); number += 1) name = `${stem}-${number}${extension}`
  return name
}
