import sharp, { type Sharp } from 'sharp'
import { inDecodeSlot } from '../images/decode-slots.ts'
import { defaultUploadLimits } from '../upload-limits.ts'
import type { ImageRecipe } from './image-recipe.ts'

const renderSeconds = 30
/** AVIF's own middle is 4; one less takes half the time for some per cent of bytes. */
const avifEffort = 3
const gifEffort = 5

/** Makes a rendition of the image in a file, in its turn. The same recipe gives the same bytes. */
export async function renderImage(path: string, recipe: ImageRecipe, { pixels }: { pixels: number }): Promise<Buffer> {
  return inDecodeSlot({ pixels, mayWait: false }, async () => {
    const options = { failOn: 'error', limitInputPixels: defaultUploadLimits.maxFramePixels, sequentialRead: true } as const
    const image = sharp(path, { ...options, autoOrient: true, animated: recipe.isAnimated }).timeout({ seconds: renderSeconds })
    const cut = shaped(image, recipe)
    const turned = recipe.rotate === 0 && recipe.flip === null ? cut : await turnedOf(cut, recipe)
    return encoded(turned, recipe).toBuffer()
  })
}

function shaped(image: Sharp, { region, scaled, kept, frame, background, format, blur, sharpen }: ImageRecipe): Sharp {
  let made = region === null ? image : image.extract(region)
  if (kept !== null && 'by' in kept) {
    made = made.resize(kept.width, kept.height, { fit: 'cover', position: sharp.strategy[kept.by] })
  } else {
    made = made.resize(scaled.width, scaled.height, { fit: 'fill' })
    if (kept !== null) made = made.extract({ left: kept.left, top: kept.top, width: kept.width, height: kept.height })
  }
  if (blur !== null) made = made.blur(blur)
  if (sharpen !== null) made = made.sharpen({ sigma: sharpen })
  if (frame !== null) made = made.extend({ ...margins(scaled, frame), background: background ?? colourOfFrame(format) })
  return background === null && format !== 'jpeg' ? made : made.flatten({ background: background ?? '#ffffff' })
}

function margins(scaled: { width: number; height: number }, frame: { width: number; height: number }) {
  const left = Math.floor((frame.width - scaled.width) / 2)
  const top = Math.floor((frame.height - scaled.height) / 2)
  return { left, top, right: frame.width - scaled.width - left, bottom: frame.height - scaled.height - top }
}

function colourOfFrame(format: ImageRecipe['format']): string {
  return format === 'jpeg' ? '#ffffff' : '#00000000'
}

/** Turned last, on pixels that are few by then. */
async function turnedOf(image: Sharp, { rotate, flip }: ImageRecipe): Promise<Sharp> {
  const { data, info } = await image.raw().toBuffer({ resolveWithObject: true })
  const { width, height, channels } = info
  let made = sharp(data, { raw: { width, height, channels } })
  if (rotate !== 0) made = made.rotate(rotate)
  if (flip?.includes('v')) made = made.flip()
  if (flip?.includes('h')) made = made.flop()
  return made
}

function encoded(image: Sharp, { format, quality }: ImageRecipe): Sharp {
  const chosen = quality === null ? {} : { quality }
  if (format === 'jpeg') return image.jpeg(chosen)
  if (format === 'webp') return image.webp(chosen)
  if (format === 'avif') return image.avif({ ...chosen, effort: avifEffort })
  if (format === 'gif') return image.gif({ effort: gifEffort })
  return image.png()
}
