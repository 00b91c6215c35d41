import type { ImageWish } from '@verso/media'
import { Refusal } from '../refusal.ts'

/** Which sizes are made for whoever asks: any, only signed ones, or those of a list; signed ones always. */
export type ImageSizes = 'any' | 'signed' | readonly ListedSize[]

/** A width alone, or both sides. */
interface ListedSize {
  width: number
  height: number | null
}

export function refuseUnlistedSize(sizes: ImageSizes, { width, height }: ImageWish): void {
  if (sizes === 'any') return
  if (sizes !== 'signed' && (width === undefined || sizes.some((size) => size.width === width && size.height === (height ?? null)))) {
    if (width !== undefined || height === undefined) return
  }
  const parameter = width === undefined ? 'height' : 'width'
  const message =
    sizes === 'signed'
      ? 'Here, only addresses with a signature give sizes of their own'
      : 'This size is not one of those that are made here'
  throw new Refusal('invalid_query', message, { issues: [{ parameter, code: 'not_in_options', message }] })
}
