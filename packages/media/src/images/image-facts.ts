import type { FileFacts } from '@verso/model'
import sharp, { type Metadata } from 'sharp'
import { rgbaToThumbHash } from 'thumbhash'
import { FileRefusal } from '../file-refusal.ts'
import type { UploadLimits } from '../upload-limits.ts'
import { inDecodeSlot } from './decode-slots.ts'
import { exifRights } from './exif-rights.ts'

interface ImageFacts {
  /** As shown, that is with the EXIF orientation applied. */
  width: number
  height: number
  facts: FileFacts
}

const decodeSeconds = 30
/** What a ThumbHash is made of at most. */
const thumbSide = 100

/** Reads an image's facts and decodes it once: what is stored as an image can be shown. The header is judged before any pixel is made. */
export async function imageFacts(path: string, limits: UploadLimits): Promise<ImageFacts> {
  // Pixels are counted here, so that a bomb is called one and not "damaged".
  const metadata = await sharp(path, { limitInputPixels: false }).metadata().catch(damaged)
  checkPixels(metadata, limits)
  const pixels = metadata.width * metadata.height
  const seen = await inDecodeSlot({ pixels, mayWait: true }, () => look(path, limits)).catch(damaged)
  const { width, height } = metadata.autoOrient
  const frames = metadata.pages ?? 1
  return {
    width,
    height,
    facts: { ...seen, hasAlpha: metadata.hasAlpha, ...(frames > 1 ? { frames } : {}), ...exifRights(metadata.exif) },
  }
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
async function look(path: string, { maxPixels }: UploadLimits): Promise<Pick<FileFacts, 'thumbhash' | 'dominantColor'>> {
  const { data, info } = await sharp(path, { failOn: 'error', limitInputPixels: maxPixels, sequentialRead: true, autoOrient: true })
    .timeout({ seconds: decodeSeconds })
    .resize(thumbSide, thumbSide, { fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
    .ensureAlpha()
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true })
  const { width, height } = info
  const { dominant } = await sharp(data, { raw: { width, height, channels: 4 } }).stats()
  return {
    thumbhash: Buffer.from(rgbaToThumbHash(width, height, data)).toString('base64'),
    dominantColor: `#${[dominant.r, dominant.g, dominant.b].map((part) => part.toString(16).padStart(2, '0')).join('')}`,
  }
}

function damaged(cause: unknown): never {
  throw new FileRefusal('damaged_file', 'The image is damaged or not complete', cause)
}
