import { isPlainObject } from './plain-object.ts'

/** A place in a picture, in fractions of its sides. */
export interface ImagePoint {
  x: number
  y: number
}

/** A part of a picture, in fractions of its sides. */
export interface ImageCrop extends ImagePoint {
  width: number
  height: number
}

/** What one place that shows a picture says of it: the point that stays, the part that is shown. Both are of the whole picture; it stays as it is elsewhere. */
export interface ImageUse {
  focalPoint?: ImagePoint
  crop?: ImageCrop
}

interface Box {
  width: number
  height: number
}

/** 0.1 + 0.9 may be more than 1 in binary. */
const rounding = 1e-9
/** Finer than a pixel of the largest picture. */
const digits = 5
const least = 10 ** -digits

export function isImagePoint(value: unknown): value is ImagePoint {
  return isPlainObject(value) && Object.keys(value).length === 2 && [value.x, value.y].every(isFraction)
}

export function isImageCrop(value: unknown): value is ImageCrop {
  if (!isPlainObject(value) || Object.keys(value).length !== 4) return false
  const { x, y, width, height } = value
  if (!isFraction(x) || !isFraction(y) || !isFraction(width) || !isFraction(height)) return false
  return width > 0 && height > 0 && x + width <= 1 + rounding && y + height <= 1 + rounding
}

/** What an object says of a picture, as far as that can be meant. */
export function imageUseOf({ focalPoint, crop }: { readonly focalPoint?: unknown; readonly crop?: unknown }): ImageUse {
  return { ...(isImagePoint(focalPoint) ? { focalPoint } : {}), ...(isImageCrop(crop) ? { crop } : {}) }
}

/** A use as it stands in an address (`crop_0.1_0_0.5_1,focal_0.3_0.4`); null where it says nothing. */
export function writeImageUse({ focalPoint, crop }: ImageUse): string | null {
  const parts = [
    ...(crop === undefined ? [] : [['crop', crop.x, crop.y, Math.max(least, crop.width), Math.max(least, crop.height)]]),
    ...(focalPoint === undefined ? [] : [['focal', focalPoint.x, focalPoint.y]]),
  ]
  return parts.length === 0 ? null : parts.map((part) => part.map(written).join('_')).join(',')
}

/** The use that stands in an address; null where it is none. */
export function readImageUse(text: string): ImageUse | null {
  const found = inAddress.exec(text)
  if (found === null || text === '') return null
  const [left, top, width, height, x, y] = found.slice(1).map((part) => (part === undefined ? undefined : Number(part)))
  if (width === 0 || height === 0) return null
  const isPart = left !== undefined && top !== undefined && width !== undefined && height !== undefined
  return {
    ...(isPart ? { crop: { x: left, y: top, width: within(left, width), height: within(top, height) } } : {}),
    ...(x === undefined || y === undefined ? {} : { focalPoint: { x, y } }),
  }
}

/** A part that is written in few digits may reach over the edge by one of them. */
function within(start: number, length: number): number {
  return Math.min(length, Math.max(least, 1 - start))
}

/** The pixels of a part, at least one. */
export function pixelsOf(crop: ImageCrop, { width, height }: Box): Box & { left: number; top: number } {
  const left = Math.min(Math.round(crop.x * width), width - 1)
  const top = Math.min(Math.round(crop.y * height), height - 1)
  return {
    left,
    top,
    width: Math.min(width - left, Math.max(1, Math.round(crop.width * width))),
    height: Math.min(height - top, Math.max(1, Math.round(crop.height * height))),
  }
}

/** A point of the whole picture as one of some pixels of it: the nearest, where it lies outside. */
export function pointWithin({ x, y }: ImagePoint, whole: Box, part: ReturnType<typeof pixelsOf>): ImagePoint {
  return { x: bounded((x * whole.width - part.left) / part.width), y: bounded((y * whole.height - part.top) / part.height) }
}

const fraction = String.raw`(0|1|0\.\d{1,${digits}})`
const inAddress = new RegExp(
  String.raw`^(?:crop_${fraction}_${fraction}_${fraction}_${fraction})?(?:(?:^|(?<=\d),)focal_${fraction}_${fraction})?$`,
)

function written(part: string | number): string {
  return typeof part === 'string' ? part : String(Number(part.toFixed(digits)))
}

function isFraction(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= 1
}

function bounded(value: number): number {
  return Math.min(1, Math.max(0, value))
}
