import type { MediaView } from '@verso/contract'
import { actorNames, type ChangedMedia, type Context, fileAddress } from '@verso/core'

type Media = ChangedMedia['media']

export async function toMediaViews(ctx: Context, rows: readonly Media[]): Promise<MediaView[]> {
  const names = await actorNames(
    ctx.store,
    rows.map((media) => media.createdById),
  )
  const uses = await ctx.store.media.countUses(rows.map(({ id }) => id))
  return rows.map((media) => ({
    id: media.id,
    revision: media.revision,
    filename: media.filename,
    mimeType: media.mimeType,
    bytes: Number(media.bytes),
    sha256: media.sha256,
    width: media.width,
    height: media.height,
    duration: media.facts.duration ?? null,
    pages: media.facts.pages ?? null,
    frames: media.facts.frames ?? null,
    thumbhash: media.facts.thumbhash ?? null,
    dominantColor: media.facts.dominantColor ?? null,
    copyright: media.facts.copyright ?? null,
    creator: media.facts.creator ?? null,
    alt: media.alt,
    caption: media.caption,
    focalPoint: media.focalPoint,
    crop: media.crop,
    tags: media.tags,
    folder: media.folderId,
    private: media.isPrivate,
    url: media.sha256 === null ? null : fileAddress(media),
    sourceUrl: media.sourceUrl,
    createdAt: media.createdAt.toISOString(),
    createdBy: names.get(media.createdById ?? '') ?? null,
    usedBy: uses.get(media.id) ?? 0,
  }))
}

export async function toMediaView(ctx: Context, media: Media): Promise<MediaView> {
  const [view] = await toMediaViews(ctx, [media])
  if (view === undefined) throw new Error('A file has exactly one view')
  return view
}
