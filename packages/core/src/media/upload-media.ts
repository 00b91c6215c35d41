import type { Readable } from 'node:stream'
import type { MediaRow } from '@verso/data'
import { defaultUploadLimits, FileRefusal, type ReceivedFile, receiveFile } from '@verso/media'
import type { Context } from '../context.ts'
import { recordAudit } from '../record-audit.ts'
import { Refusal } from '../refusal.ts'
import { claimBytes } from './claim-bytes.ts'
import { authoriseUpload } from './media-rights.ts'
import { changedTexts, requireKnownLocales, type Texts } from './media-texts.ts'
import { requireFolder } from './require-folder.ts'
import { tidyTags } from './tidy-tags.ts'

/** What no file is larger than, of whatever kind. */
export const maxUploadBytes = Math.max(defaultUploadLimits.maxFileBytes, defaultUploadLimits.maxImageBytes)

export interface Description {
  alt?: Texts
  caption?: Texts
  folder?: string | null
  tags?: string[]
  private?: boolean
}

/** A file that came in, and an older one with the same content, which could be used instead. */
export interface Uploaded {
  media: MediaRow
  duplicateOf: string | null
}

export interface UploadedFiles {
  uploaded: Uploaded[]
  seq: bigint
}

/** Takes in the bytes of a file, whatever door they come through. The row comes only when the file is safe in the store. */
export async function receiveMedia(
  ctx: Context,
  file: { stream: Readable; filename: string; declaredType: string },
): Promise<ReceivedFile> {
  authoriseUpload(ctx.actor)
  try {
    return await receiveFile(ctx.files, file.stream, { filename: file.filename, declaredType: file.declaredType })
  } catch (error) {
    if (error instanceof FileRefusal) throw new Refusal(error.code, error.message)
    if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') throw new Refusal('storage_full', 'The file store is full')
    throw error
  }
}

/** Refuses a place that a file may not come to, before its bytes do. */
export function requireUploadFolder(ctx: Context, folderId: string | null): Promise<void> {
  return ctx.store.transaction((tx) => requireFolder(ctx, tx, { action: 'create', file: { folderId, createdById: ctx.actor.id } }))
}

/** Makes files that were received known, all or none of them, under one `seq`. */
export async function createMedia(
  ctx: Context,
  files: readonly (ReceivedFile & { id?: string })[],
  description: Description = {},
): Promise<UploadedFiles> {
  authoriseUpload(ctx.actor)
  requireKnownLocales({ alt: description.alt, caption: description.caption }, (await ctx.store.models.current()).locales)
  return ctx.store.transaction(async (tx) => {
    await requireFolder(ctx, tx, { action: 'create', file: { folderId: description.folder ?? null, createdById: ctx.actor.id } })
    for (const { sha256 } of files) await claimBytes(ctx, tx, sha256)
    const uploaded: Uploaded[] = []
    const seq = await tx.log.append({ kind: 'media.changed', byId: ctx.actor.id, byKind: ctx.actor.kind, at: ctx.now() }, async (taken) => {
      for (const file of files) {
        const duplicate = await tx.media.findByHash(file.sha256)
        const media = rowOf(ctx, file, description)
        await tx.media.create(media, taken)
        await recordAudit(ctx, tx, {
          action: 'media.create',
          target: { kind: 'media', id: media.id },
          after: { filename: media.filename, mimeType: media.mimeType, sha256: media.sha256 },
        })
        uploaded.push({ media, duplicateOf: duplicate?.id ?? null })
      }
      return uploaded.map(({ media }) => ({ op: 'media', id: media.id, revision: media.revision }))
    })
    return { uploaded, seq }
  })
}

function rowOf(
  ctx: Context,
  file: ReceivedFile & { id?: string },
  { alt, caption, folder, tags, private: isPrivate }: Description,
): MediaRow {
  const at = ctx.now()
  return {
    id: file.id ?? ctx.newId(),
    revision: 1,
    filename: file.filename,
    mimeType: file.mimeType,
    bytes: BigInt(file.bytes),
    sha256: file.sha256,
    width: file.width,
    height: file.height,
    facts: file.facts,
    alt: changedTexts({}, alt),
    caption: changedTexts({}, caption),
    focalPoint: null,
    crop: null,
    tags: tidyTags(tags ?? []),
    folderId: folder ?? null,
    isPrivate: isPrivate ?? false,
    sourceUrl: null,
    createdAt: at,
    createdById: ctx.actor.id,
    updatedAt: at,
  }
}
