import type { Crop, MediaRow, Point } from '@verso/data'
import type { Context } from '../context.ts'
import { recordAudit } from '../record-audit.ts'
import { Refusal } from '../refusal.ts'
import { gatherShowing } from '../search/gather-words.ts'
import { findMedia } from './get-media.ts'
import { authoriseFile, authoriseMediaDeed, authoriseMediaRead } from './media-rights.ts'
import { changedTexts, requireKnownLocales, type Texts } from './media-texts.ts'
import { requireFolder } from './require-folder.ts'
import { tidyTags } from './tidy-tags.ts'

export interface MediaChanges {
  alt?: Texts
  caption?: Texts
  filename?: string
  focalPoint?: Point | null
  crop?: Crop | null
  tags?: string[]
  folder?: string | null
  private?: boolean
}

export interface ChangedMedia {
  media: MediaRow
  /** Null when nothing was to be changed. */
  seq: bigint | null
}

/** Changes what is said of a file. Readers see it at once, so it takes a `seq`; pinned readers keep the old description. */
export async function changeMedia(
  ctx: Context,
  mediaId: string,
  { changes, ifRevision }: { changes: MediaChanges; ifRevision: number | null },
): Promise<ChangedMedia> {
  authoriseMediaRead(ctx.actor)
  authoriseMediaDeed(ctx.actor, 'edit')
  requireKnownLocales({ alt: changes.alt, caption: changes.caption }, (await ctx.store.models.current()).locales)
  const found = await findMedia(ctx.store, mediaId)
  await authoriseFile(ctx, ctx.store, { action: 'edit', file: found })
  requireRevision(found, ifRevision)
  if (isSame(found, changedRow(ctx, found, changes))) return { media: found, seq: null }
  let after = found
  const seq = await ctx.store.transaction((tx) =>
    tx.log.append({ kind: 'media.changed', byId: ctx.actor.id, byKind: ctx.actor.kind, at: ctx.now() }, async (taken) => {
      // Looked at again under the log's lock, which every change of a file takes: two at once take turns.
      const before = await findMedia(tx, mediaId)
      requireRevision(before, ifRevision)
      await authoriseFile(ctx, tx, { action: 'edit', file: before })
      after = changedRow(ctx, before, changes)
      // Nobody puts a file where they may not change it.
      if (after.folderId !== before.folderId) await requireFolder(ctx, tx, { action: 'edit', file: after })
      await tx.media.replace(after, taken)
      await gatherShowing(tx, after.id, { past: false })
      await recordAudit(ctx, tx, {
        action: 'media.change',
        target: { kind: 'media', id: after.id },
        before: described(before),
        after: described(after),
      })
      return [{ op: 'media', id: after.id, revision: after.revision }]
    }),
  )
  return { media: after, seq }
}

function requireRevision({ revision }: MediaRow, wanted: number | null): void {
  if (wanted !== null && wanted !== revision)
    throw new Refusal('stale', 'Someone changed this file after you opened it', { facts: { revision } })
}

function changedRow(ctx: Context, before: MediaRow, changes: MediaChanges): MediaRow {
  const { alt, caption, filename, focalPoint = before.focalPoint, crop = before.crop, folder = before.folderId } = changes
  return {
    ...before,
    revision: before.revision + 1,
    alt: changedTexts(before.alt, alt),
    caption: changedTexts(before.caption, caption),
    focalPoint,
    crop: crop === null ? null : requireCrop(crop),
    tags: changes.tags === undefined ? before.tags : tidyTags(changes.tags),
    folderId: folder,
    isPrivate: changes.private ?? before.isPrivate,
    filename: filename === undefined ? before.filename : requireFilename(filename, before),
    updatedAt: ctx.now(),
  }
}

/** A name that can stand in an address, with the extension that says what the file is. */
function requireFilename(filename: string, { filename: old }: MediaRow): string {
  const extension = old.slice(old.lastIndexOf('.'))
  const isPlain = filename.length <= 200 && !/[\p{Cc}\p{Cf}\p{Cs}/\\;]|\.\.|^[.\s]|[.\s]$/u.test(filename)
  if (isPlain && filename.endsWith(extension) && filename.length > extension.length) return filename
  const message = `A file name has no slashes or semicolons and ends in ${extension}`
  throw new Refusal('invalid_value', message, { issues: [{ path: '/filename', code: 'wrong_format', message }] })
}

/** Each fraction is held by the contract; that the part lies within the image is held here. */
function requireCrop({ x, y, width, height }: Crop): Crop {
  if (width > 0 && height > 0 && x + width <= 1 + rounding && y + height <= 1 + rounding) return { x, y, width, height }
  const message = 'A crop is a part of the image: { "x", "y", "width", "height" } in fractions of its sides'
  throw new Refusal('invalid_value', message, { issues: [{ path: '/crop', code: 'wrong_format', message }] })
}

/** 0.1 + 0.9 may be more than 1 in binary. */
const rounding = 1e-9

function isSame(a: MediaRow, b: MediaRow): boolean {
  return JSON.stringify(described(a)) === JSON.stringify(described(b))
}

function described({ filename, alt, caption, focalPoint, crop, tags, folderId, isPrivate }: MediaRow) {
  const sorted = (texts: Texts) => Object.fromEntries(Object.entries(texts).sort(([x], [y]) => (x < y ? -1 : 1)))
  return {
    filename,
    alt: sorted(alt),
    caption: sorted(caption),
    focalPoint: focalPoint === null ? null : { x: focalPoint.x, y: focalPoint.y },
    crop: crop === null ? null : { x: crop.x, y: crop.y, width: crop.width, height: crop.height },
    tags,
    folder: folderId,
    private: isPrivate,
  }
}
