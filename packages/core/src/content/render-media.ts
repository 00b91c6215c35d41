import type { PublishedMedia } from '@verso/data'
import { cropThumbhash } from '@verso/media'
import { type ContentMedia, type ImageUse, imageUseOf, pixelsOf, pointWithin, readImageUse, writeImageUse } from '@verso/model'
import { fileAddress, type MediaPlace } from '../media/file-address.ts'
import { signatureOf } from '../media/signed-address.ts'
import type { RenderContext } from './render-context.ts'

export interface StoredMedia extends ImageUse {
  _media: string
  alt?: string
}

/** The JSON text of a media field: the description that is valid at the read's `seq`, with what this use overrides. */
export function renderMedia(piece: string, context: RenderContext): string {
  const stored = JSON.parse(piece) as StoredMedia | StoredMedia[]
  if (!Array.isArray(stored)) return JSON.stringify(describeMedia(stored, context))
  return JSON.stringify(stored.map((one) => describeMedia(one, context)).filter((media) => media !== null))
}

/** What the description of a file needs to know of a read. */
export interface MediaContext extends Pick<RenderContext, 'locales' | 'mediaBase' | 'partKey'> {
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
    filename: media.filename,
    mimeType: media.mimeType,
    bytes: media.bytes,
    alt: stored.alt ?? inLocale(media.alt, context.locales),
    caption: inLocale(media.caption, context.locales),
    duration: media.facts.duration ?? null,
    ...pictureOf(media, imageUseOf(stored), context),
  }
}

/** The picture as this use shows it: its address says how, and size, point and placeholder are those of what the address gives. */
function pictureOf(media: PublishedMedia, said: ImageUse, place: MediaPlace) {
  const { sha256, sourceUrl, width, height, mimeType } = media
  const thumbhash = media.facts.thumbhash ?? null
  const whole = { width, height, focalPoint: said.focalPoint ?? media.focalPoint, thumbhash }
  // A file that was never fetched is still where it came from.
  if (sha256 === null && sourceUrl !== null) return { url: sourceUrl, ...whole }
  const isSized = width !== null && height !== null && mimeType !== 'image/svg+xml'
  const use = isSized ? writeImageUse(said) : null
  const url = `${place.mediaBase}${fileAddress({ ...media, use })}`
  // As the address says it, so that sizes are right to the pixel.
  const { crop } = (use === null ? null : readImageUse(use)) ?? {}
  if (!isSized || crop === undefined) return { url, ...whole }
  const part = pixelsOf(crop, { width, height })
  const focalPoint = whole.focalPoint === null ? null : pointWithin(whole.focalPoint, { width, height }, part)
  const placeholder = thumbhash === null ? null : cropThumbhash(thumbhash, crop)
  return { url: url + signatureFor(media, use, place), width: part.width, height: part.height, focalPoint, thumbhash: placeholder }
}

/** Where only signed sizes are made, a part is one: without a signature readers were told of an address that gives nothing. */
function signatureFor({ id, filename }: PublishedMedia, use: string | null, { partKey }: MediaPlace): string {
  return partKey === undefined ? '' : `?s=${signatureOf(partKey, { mediaId: id, filename, use, ipx: null, parameters: {} })}`
}

function inLocale(texts: Record<string, string>, locales: string[]): string | null {
  for (const locale of locales) {
    const text = texts[locale]
    if (text !== undefined) return text
  }
  return null
}
