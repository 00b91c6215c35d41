import { type ImageCrop, pixelsOf } from '@verso/model'
import { rgbaToThumbHash, thumbHashToRGBA } from 'thumbhash'

const channels = 4

/** The placeholder of a part of an image, out of the placeholder of the whole: nothing of the image itself is read. */
export function cropThumbhash(thumbhash: string, crop: ImageCrop): string {
  const whole = thumbHashToRGBA(Buffer.from(thumbhash, 'base64'))
  const { left, top, width, height } = pixelsOf(crop, { width: whole.w, height: whole.h })
  const part = new Uint8Array(width * height * channels)
  for (let row = 0; row < height; row += 1) {
    const start = ((top + row) * whole.w + left) * channels
    part.set(whole.rgba.subarray(start, start + width * channels), row * width * channels)
  }
  return Buffer.from(rgbaToThumbHash(width, height, part)).toString('base64')
}
