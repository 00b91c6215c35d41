import type { MediaView } from '@verso/contract'
import { actorNames, type ChangedMedia, type Context } from '@verso/core'

type Media = ChangedMedia['media']

export async function toMediaViews(ctx: Context, rows: readonly Media[]): Promise<MediaView[]> {
  const names = await actorNames(
    ctx.store,
    rows.map((media) => media.createdById),
  )
  return rows.map((media) => ({
    id: media.id,
    revision: media.revision,
    filename: media.filename,
    mimeType: media.mimeType,
    bytes: Number(media.bytes),
    sha256: media.sha256,
    width: media.width,
    height: media.height,
    alt: media.alt,
    caption: media.caption,
    url: media.sha256 === null ? null : fileAddress(media),
    sourceUrl: media.sourceUrl,
    createdAt: media.createdAt.toISOString(),
    createdBy: names.get(media.createdById ?? '') ?? null,
  }))
}

/** Where the bytes of a file are. */
export function fileAddress({ id, filename }: Pick<Media, 'id' | 'filename'>): string {
  return `/media/${id}/${encodeURIComponent(filename)}`
}

export async function toMediaView(ctx: Context, media: Media): Promise<MediaView> {
  const [view] = await toMediaViews(ctx, [media])
  if (view === undefined) throw new Error('A file has exactly one view')
  return view
}
