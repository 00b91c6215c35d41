import { pixelsOf, pointWithin } from '@verso/model'
import type { Fit, ImageFormat, ImageWish, Position } from './image-wish.ts'

/** What of an image a recipe depends on. */
export interface SourceImage {
  mimeType: string
  /** As shown. */
  width: number
  height: number
  frames: number
  hasAlpha: boolean
  focalPoint: { x: number; y: number } | null
  crop: { x: number; y: number; width: number; height: number } | null
}

interface Box {
  width: number
  height: number
}

interface Region extends Box {
  left: number
  top: number
}

/** How exactly a rendition is made, all in numbers. Two wishes with one recipe are one rendition; its text is the name that it is kept under. */
export interface ImageRecipe {
  /** The part of the image that is used; null for all of it. */
  region: Region | null
  /** What the part is scaled to. */
  scaled: Box
  /** What is kept of the scaled part: a place, or what the picture itself suggests; null for all of it. */
  kept: Region | (Box & { by: 'entropy' | 'attention' }) | null
  /** The frame that it is put in the middle of. */
  frame: Box | null
  background: string | null
  rotate: 0 | 90 | 180 | 270
  flip: 'h' | 'v' | 'hv' | null
  blur: number | null
  sharpen: number | null
  format: ImageFormat
  quality: number | null
  isAnimated: boolean
}

const usualQuality = 75
const avifQuality = 55
const sources: Record<string, ImageFormat> = {
  'image/jpeg': 'jpeg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/avif': 'avif',
  'image/gif': 'gif',
  'image/tiff': 'jpeg',
}

/** Works a wish out for one image. Null where the part that it names lies outside of it. */
export function recipeOf(wish: ImageWish, image: SourceImage, accept: string): ImageRecipe | null {
  const region = regionOf(wish, image)
  if (region === null) return null
  const isWhole = region.width === image.width && region.height === image.height
  const format = formatOf(wish, image, accept)
  return {
    region: isWhole ? null : region,
    ...sizesOf(wish, region, pointOf(wish.position, { region, image })),
    background: wish.background ?? null,
    rotate: wish.rotate ?? 0,
    flip: wish.flip ?? null,
    blur: wish.blur ?? null,
    sharpen: wish.sharpen ?? null,
    format,
    quality: format === 'png' || format === 'gif' ? null : (wish.quality ?? (format === 'avif' ? avifQuality : usualQuality)),
    isAnimated: image.frames > 1 && (format === 'webp' || format === 'gif') && wish.rotate === undefined && wish.flip === undefined,
  }
}

/** Whether the same wish would give another image, were the point or the part of the item another. */
export function dependsOnItem(wish: ImageWish, { focalPoint, crop }: Pick<SourceImage, 'focalPoint' | 'crop'>): boolean {
  const cuts = wish.width !== undefined && wish.height !== undefined && (wish.fit ?? 'cover') === 'cover'
  return (crop !== null && wish.rect === undefined) || (focalPoint !== null && cuts && (wish.position ?? 'focal') === 'focal')
}

/** The named part as far as it lies in the image, else the item's own, else all. */
function regionOf({ rect }: ImageWish, { width, height, crop }: SourceImage): Region | null {
  if (rect === undefined) return pixelsOf(crop ?? { x: 0, y: 0, width: 1, height: 1 }, { width, height })
  const left = Math.min(rect.x, width)
  const top = Math.min(rect.y, height)
  const region = { left, top, width: Math.min(rect.width, width - left), height: Math.min(rect.height, height - top) }
  return region.width > 0 && region.height > 0 ? region : null
}

type Point = Exclude<Position, 'focal'>

/** The point in the part that is used. A point lies where it is in the whole image, and a side is a side of the part. */
function pointOf(position: Position = 'focal', { region, image }: { region: Region; image: SourceImage }): Point {
  if (position !== 'focal') return position
  if (image.focalPoint === null) return { x: 0.5, y: 0.5 }
  return pointWithin(image.focalPoint, image, region)
}

function sizesOf(wish: ImageWish, region: Region, point: Point): Pick<ImageRecipe, 'scaled' | 'kept' | 'frame'> {
  const turned = wish.rotate === 90 || wish.rotate === 270
  // Sizes are those of the result, which is turned last.
  const [width, height] = turned ? [wish.height, wish.width] : [wish.width, wish.height]
  const whole = { kept: null, frame: null }
  if (width === undefined && height === undefined) return { scaled: { width: region.width, height: region.height }, ...whole }
  const box = { width: width ?? Number.POSITIVE_INFINITY, height: height ?? Number.POSITIVE_INFINITY }
  const isBoth = width !== undefined && height !== undefined
  const fit: Fit = isBoth ? (wish.fit ?? 'cover') : 'inside'
  const [least, most] = [
    Math.min(box.width / region.width, box.height / region.height),
    Math.max(box.width / region.width, box.height / region.height),
  ]
  const cap = (factor: number) => (wish.enlarge ? factor : Math.min(1, factor))
  if (fit === 'inside') return { scaled: scale(region, cap(least)), ...whole }
  if (fit === 'outside') return { scaled: scale(region, cap(most)), ...whole }
  if (fit === 'contain') return { scaled: scale(region, cap(least)), kept: null, frame: box }
  // The proportions asked for, as large as the image has them.
  const made = scale(box, wish.enlarge ? 1 : Math.min(1, region.width / box.width, region.height / box.height))
  if (fit === 'fill') return { scaled: made, ...whole }
  const scaled = scale(region, Math.max(made.width / region.width, made.height / region.height))
  return {
    scaled: { width: Math.max(scaled.width, made.width), height: Math.max(scaled.height, made.height) },
    kept: keptOf(scaled, made, point),
    frame: null,
  }
}

function scale({ width, height }: Box, factor: number): Box {
  return { width: Math.max(1, Math.round(width * factor)), height: Math.max(1, Math.round(height * factor)) }
}

/** Centred on the point as far as that goes. With a side (0 or 1) that is the side itself. */
function keptOf(scaled: Box, made: Box, point: Point): ImageRecipe['kept'] {
  if (scaled.width <= made.width && scaled.height <= made.height) return null
  if (point === 'entropy' || point === 'attention') return { ...made, by: point }
  const at = (all: number, part: number, where: number) =>
    Math.round(Math.min(Math.max(0, all - part), Math.max(0, where * all - part / 2)))
  return { ...made, left: at(scaled.width, made.width, point.x), top: at(scaled.height, made.height, point.y) }
}

/** `auto` is the smallest that the asker takes; otherwise a picture stays what it is, where browsers show that. */
function formatOf({ format }: ImageWish, { mimeType, frames, hasAlpha }: SourceImage, accept: string): ImageFormat {
  const own = sources[mimeType] ?? 'jpeg'
  if (format === undefined) return own
  if (format !== 'auto') return format
  const moves = frames > 1
  if (!moves && accepts(accept, 'image/avif')) return 'avif'
  if (accepts(accept, 'image/webp')) return 'webp'
  return moves && own === 'gif' ? 'gif' : hasAlpha ? 'png' : 'jpeg'
}

function accepts(accept: string, mimeType: string): boolean {
  return accept.split(',').some((part) => {
    const [type = '', ...parameters] = part.split(';').map((one) => one.trim().toLowerCase())
    return type === mimeType && !parameters.some((one) => /^q=0(\.0*)?$/.test(one))
  })
}
