import sharp, { type Metadata } from 'sharp'
import { decodeSlots } from './decode-slots.ts'
import { FileRefusal } from './file-refusal.ts'
import type { UploadLimits } from './upload-limits.ts'

interface ImageFacts {
  /** As shown, that is with the EXIF orientation applied. */
  width: number
  height: number
  hasAlpha: boolean
}

const decodeSeconds = 30

/** Reads an image's facts and decodes it once: what is stored as an image can be shown. The header is judged before any pixel is made. */
export async function imageFacts(path: string, limits: UploadLimits): Promise<ImageFacts> {
  // Pixels are counted here, so that a bomb is called one and not "damaged".
  const metadata = await sharp(path, { limitInputPixels: false }).metadata().catch(damaged)
  checkPixels(metadata, limits)
  await decodeSlots.run(() => decodeFirstFrame(path, limits)).catch(damaged)
  const { width, height } = metadata.autoOrient
  return { width, height, hasAlpha: metadata.hasAlpha }
}

function checkPixels({ width, height, pages = 1 }: Metadata, { maxPixels, maxFramePixels }: UploadLimits): void {
  const pixels = width * height
  if (pixels > maxPixels)
    throw new FileRefusal('too_many_pixels', `The image has ${width} × ${height} pixels; ${maxPixels / 1e6} megapixels are allowed`)
  if (pixels * pages > maxFramePixels) {
    throw new FileRefusal(
      'too_many_pixels',
      `The image has ${pages} frames of ${width} × ${height} pixels; ${maxFramePixels / 1e6} megapixels in all are allowed`,
    )
  }
}

/** Small output lets JPEG and WebP skip most of the work while all compressed bytes are still read. */
async function decodeFirstFrame(path: string, { maxPixels }: UploadLimits): Promise<void> {
  await sharp(path, { failOn: 'error', limitInputPixels: maxPixels, sequentialRead: true })
    .timeout({ seconds: decodeSeconds })
    .resize(32, 32, { fit: 'inside' })
    .raw()
    .toBuffer()
}

function damaged(cause: unknown): never {
  throw new FileRefusal('damaged_file', 'The image is damaged or not complete', cause)
}
