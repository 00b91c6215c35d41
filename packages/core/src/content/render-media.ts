import type { PublishedMedia } from '@verso/data'
import type { ContentMedia } from '@verso/model'
import type { RenderContext } from './render-context.ts'

export interface StoredMedia {
  _media: string
  alt?: string
  focalPoint?: { x: number; y: number }
}

/** The JSON text of a media field: the description that is valid at the read's `seq`, with what this use overrides. */
export function renderMedia(piece: string, context: RenderContext): string {
  const stored = JSON.parse(piece) as StoredMedia | StoredMedia[]
  if (!Array.isArray(stored)) return JSON.stringify(describeMedia(stored, context))
  return JSON.stringify(stored.map((one) => describeMedia(one, context)).filter((media) => media !== null))
}

/** What the description of a file needs to know of a read. */
export interface MediaContext extends Pick<RenderContext, 'locales' | 'mediaBase'> {
  read: Pick<RenderContext['read'], 'media'>
  shown: Pick<RenderContext['shown'], 'media'>
}

/** What readers see of a file; null where it isn't there for them. */
export function describeMedia(stored: StoredMedia, context: MediaContext): ContentMedia | null {
  const media = context.read.media.get(stored._media)
  if (media === undefined) return null
  context.shown.media.add(media.id)
  return {
    _id: media.id,
    url: addressOf(media, context.mediaBase),
    filename: media.filename,
    mimeType: media.mimeType,
    bytes: media.bytes,
    width: media.width,
    height: media.height,
    alt: stored.alt ?? inLocale(media.alt, context.locales),
    caption: inLocale(media.caption, context.locales),
    focalPoint: stored.focalPoint ?? media.focalPoint,
    thumbhash: media.facts.thumbhash ?? null,
    duration: media.facts.duration ?? null,
  }
}

/** A file that was never fetched is still where it came from. */
function addressOf(media: PublishedMedia, mediaBase: string): string {
  if (media.sha256 === null && media.sourceUrl !== null) return media.sourceUrl
  return `${mediaBase}/media/${media.id}/${encodeURIComponent(media.filename)}`
}

function inLocale(texts: Record<string, string>, locales: string[]): string | null {
  for (const locale of locales) {
    const text = texts[locale]
    if (text !== undefined) return text
  }
  return null
}
