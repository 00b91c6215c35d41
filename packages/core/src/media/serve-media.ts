import type { MediaRow } from '@verso/data'
import { dependsOnItem, type ImageWish, parseIpx, parseWish, recipeOf, type SourceImage, WishFault } from '@verso/media'
import { type ImageUse, readImageUse } from '@verso/model'
import type { Context } from '../context.ts'
import { Refusal } from '../refusal.ts'
import { findMedia } from './get-media.ts'
import { type ImageSizes, refuseUnlistedSize } from './image-sizes.ts'
import { makeRendition } from './make-rendition.ts'
import { type FileAddress, isSigned, isSignedUntilNow } from './signed-address.ts'

/** What serving files needs. */
export interface FileServing extends Pick<Context, 'store' | 'files' | 'now'> {
  /** What signed addresses are checked with. */
  addressKey: Buffer
  imageSizes: ImageSizes
}

export interface FileWish extends FileAddress {
  /** The asker's `Accept`. */
  accept: string
  /** Called before an image is made that wasn't asked for before; may refuse. */
  onNew: () => void
}

/** Bytes to send, and what a cache must know of them. */
export interface ServedMedia {
  mediaId: string
  sha256: string
  bytes: number
  mimeType: string
  filename: string
  isPrivate: boolean
  /** The same address gives these bytes for good. */
  isFixed: boolean
  dependsOnAccept: boolean
}

/**
 * The bytes of an address, for whoever knows it: the file that bears or last bore the name, as it is or as the image that the address asks for.
 * Of a private file only where the address is signed and hasn't expired; otherwise nobody learns that there is one.
 */
export async function serveMedia(serving: FileServing, wish: FileWish): Promise<ServedMedia> {
  const use = useOf(wish)
  const media = await findNamed(serving, wish)
  if (media.isPrivate && !isSignedUntilNow(serving.addressKey, wish, serving.now())) throw absent()
  const asked = readWish(wish) ?? partAlone(media, use)
  const original = {
    mediaId: media.id,
    sha256: media.sha256,
    bytes: Number(media.bytes),
    mimeType: media.mimeType,
    filename: media.filename,
  }
  if (asked === null || isVector(media, asked)) return { ...original, isPrivate: media.isPrivate, isFixed: false, dependsOnAccept: false }
  const image = sourceOf({ ...media, ...use })
  const recipe = recipeOf(asked, image, wish.accept)
  if (recipe === null) throw refused('rect', 'This part lies outside of the image')
  // Whoever has a signature was given it for this.
  const isGiven = isSigned(serving.addressKey, wish, 's') || isSigned(serving.addressKey, wish, 'signature')
  if (!isGiven) refuseUnlistedSize(serving.imageSizes, asked)
  const pixels = image.width * image.height * (recipe.isAnimated ? image.frames : 1)
  const { sha256, bytes, mimeType } = await makeRendition(
    serving,
    { sourceHash: media.sha256, recipe, pixels },
    isGiven ? () => {} : wish.onNew,
  )
  return {
    ...{ mediaId: media.id, sha256, bytes, mimeType, filename: renamed(media.filename, recipe.format) },
    isPrivate: media.isPrivate,
    isFixed: !dependsOnItem(asked, { focalPoint: media.focalPoint, crop: media.crop, ...unsaid(use) }),
    dependsOnAccept: asked.format === 'auto',
  }
}

/** What the place that shows it says of it, where the address names one. */
function useOf({ use }: FileAddress): ImageUse {
  const read = use === null ? {} : readImageUse(use)
  if (read === null) throw absent()
  return read
}

/** What a use says is none of the item's concern. */
function unsaid({ focalPoint, crop }: ImageUse) {
  return { ...(focalPoint === undefined ? {} : { focalPoint: null }), ...(crop === undefined ? {} : { crop: null }) }
}

/** An address of a part gives that part, also where nothing else is asked. */
function partAlone({ mimeType }: MediaRow, { crop }: ImageUse): ImageWish | null {
  const isPart = crop !== undefined && (crop.width < 1 || crop.height < 1)
  return isPart && isPicture(mimeType) ? {} : null
}

/** A name stands for the bytes that last bore it, so that what an address gave it gives still after the file was replaced. */
async function findNamed({ store }: FileServing, { mediaId, filename }: FileAddress): Promise<MediaRow & { sha256: string }> {
  const media = await findMedia(store, mediaId)
  const version = media.filename === filename ? media : await store.media.findNamed(media.id, filename)
  if (version === null || version.sha256 === null) throw absent()
  return { ...version, sha256: version.sha256, isPrivate: media.isPrivate, focalPoint: media.focalPoint, crop: media.crop }
}

function readWish({ ipx, parameters }: FileAddress): ImageWish | null {
  try {
    const wish = ipx === null ? null : parseIpx(ipx)
    const more = parseWish(parameters)
    if (ipx !== null && more !== null)
      throw new WishFault([{ parameter: 'ipx', code: 'mixed_spelling', message: 'Modifiers and parameters do not go together' }])
    return wish ?? more
  } catch (error) {
    if (error instanceof WishFault) throw new Refusal('invalid_query', error.message, { issues: error.issues })
    throw error
  }
}

/** Drawings fit any size as they are. */
function isVector({ mimeType }: MediaRow, { format, rect, rotate, flip }: ImageWish): boolean {
  return mimeType === 'image/svg+xml' && (format ?? 'auto') === 'auto' && rect === undefined && rotate === undefined && flip === undefined
}

function sourceOf({ mimeType, width, height, facts, focalPoint, crop }: MediaRow): SourceImage {
  if (!isPicture(mimeType) || width === null || height === null)
    throw refused(null, 'Only photographs and other pictures made of pixels are given in other sizes')
  return { mimeType, width, height, frames: facts.frames ?? 1, hasAlpha: facts.hasAlpha ?? true, focalPoint, crop }
}

function isPicture(mimeType: string): boolean {
  return mimeType.startsWith('image/') && mimeType !== 'image/svg+xml'
}

function renamed(filename: string, format: string): string {
  const stem = filename.slice(0, filename.lastIndexOf('.'))
  return `${stem}.${format === 'jpeg' ? 'jpg' : format}`
}

function refused(parameter: string | null, message: string): Refusal {
  return new Refusal('invalid_query', message, parameter === null ? {} : { issues: [{ parameter, code: 'out_of_range', message }] })
}

function absent(): Refusal {
  return new Refusal('not_found', 'There is no such file')
}
