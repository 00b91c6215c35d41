export interface ImageOptions {
  /** In pixels, 1 to 8192. Never more than the picture has, unless `enlarge`. */
  width?: number
  height?: number
  /** How both sides are met; `cover` where both are given. */
  fit?: 'cover' | 'contain' | 'inside' | 'outside' | 'fill'
  /** `auto` takes the best one that the browser accepts. */
  format?: 'auto' | 'webp' | 'avif' | 'jpeg' | 'png'
  /** 1 to 100. */
  quality?: number
  /** Which part stays when something is cut off. */
  position?: string
  /** Pixels per point of the screen, 1 to 4. */
  dpr?: number
  enlarge?: boolean
}

/** The address of a rendition of a picture: the same options always give the same address. */
export function imageUrl(media: { url: string }, options: ImageOptions = {}): string {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(options).sort(([one], [other]) => (one < other ? -1 : 1))) {
    if (value !== undefined) parameters.append(name, String(value))
  }
  const asked = parameters.toString()
  if (asked === '') return media.url
  return `${media.url}${media.url.includes('?') ? '&' : '?'}${asked}`
}

/** For `srcset` of an `img`: one rendition for each width, in pixels. */
export function imageSrcset(media: { url: string }, widths: readonly number[], options: Omit<ImageOptions, 'width' | 'dpr'> = {}): string {
  return widths.map((width) => `${imageUrl(media, { ...options, width })} ${width}w`).join(', ')
}
