import type { MediaRow } from '@verso/data'
import { authoriseManage } from '../authorise.ts'
import type { Context } from '../context.ts'
import { claimBytes } from '../media/claim-bytes.ts'
import { recordAudit } from '../record-audit.ts'
import { Refusal } from '../refusal.ts'

/** A file that was brought into the file store. */
export interface FetchedFile {
  sha256: string
  bytes: number
  mimeType: string
  width: number | null
  height: number | null
  facts: MediaRow['facts']
  filename: string
}

/** Brings the bytes of a placeholder from where it came from, through the guarded way out and the one upload pipeline. */
export async function fetchMedia(
  ctx: Context,
  mediaId: string,
  fetchFile: (url: string, filename: string) => Promise<FetchedFile>,
): Promise<MediaRow> {
  authoriseManage(ctx.actor, 'media')
  const placeholder = await ctx.store.media.find(mediaId)
  if (placeholder === null) throw new Refusal('not_found', 'There is no such file')
  if (placeholder.sha256 !== null || placeholder.sourceUrl === null) return placeholder
  // The file before the row: a row never names bytes that aren't there. An orphan of a lost race is swept.
  const { sha256, bytes, mimeType, width, height, facts, filename } = await fetchFile(placeholder.sourceUrl, placeholder.filename)
  return ctx.store.transaction(async (tx) => {
    // Locked, so that of two who fetch the same file one finds it there.
    const before = await tx.media.lock(mediaId)
    if (before === null || before.sha256 !== null) return before ?? placeholder
    await claimBytes(ctx, tx, sha256)
    const row: MediaRow = {
      ...before,
      sha256,
      mimeType,
      width,
      height,
      facts,
      filename,
      bytes: BigInt(bytes),
      revision: before.revision + 1,
      updatedAt: ctx.now(),
    }
    await tx.log.append({ kind: 'media.changed', byId: ctx.actor.id, byKind: ctx.actor.kind, at: ctx.now() }, async (seq) => {
      await tx.media.replace(row, seq)
      return [{ op: 'media', id: row.id, revision: row.revision }]
    })
    await recordAudit(ctx, tx, {
      action: 'media.fetch',
      target: { kind: 'media', id: row.id },
      before: { sha256: null },
      after: { sha256: row.sha256, sourceUrl: row.sourceUrl },
    })
    return row
  })
}
