import type { ImageSizes } from '@verso/core'

/** What sites usually ask for: the steps of common image components. */
const usualWidths = [
  ...[16, 32, 48, 64, 96, 128, 160, 256, 320, 384, 400, 480, 512, 640, 750, 768, 800, 828, 960],
  ...[1024, 1080, 1200, 1280, 1440, 1600, 1920, 2048, 2560, 3840],
]

/** `any`, `signed`, `list` for the usual widths, or a list such as `320,640,800x600`. Null for what is none of these. */
export function readImageSizes(text: string): ImageSizes | null {
  if (text === 'any' || text === 'signed') return text
  if (text === 'list') return usualWidths.map((width) => ({ width, height: null }))
  const sizes = text.split(',').map((part) => /^\s*([1-9]\d{0,3})(?:x([1-9]\d{0,3}))?\s*$/.exec(part))
  const read = sizes.flatMap((size) =>
    size === null ? [] : [{ width: Number(size[1]), height: size[2] === undefined ? null : Number(size[2]) }],
  )
  return read.length === sizes.length ? read : null
}
