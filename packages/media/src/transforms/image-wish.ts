export type Fit = 'cover' | 'contain' | 'inside' | 'outside' | 'fill'
export type ImageFormat = 'webp' | 'avif' | 'jpeg' | 'png' | 'gif'

/** Which part stays when something is cut off: a point in fractions, the item's own, or what the picture itself suggests. */
export type Position = { x: number; y: number } | 'focal' | 'entropy' | 'attention'

/** What an address asks of an image, whatever it was spelled in. Sizes are in pixels of the result, the screen's density counted in. */
export interface ImageWish {
  width?: number
  height?: number
  fit?: Fit
  format?: Exclude<ImageFormat, 'gif'> | 'auto'
  quality?: number
  position?: Position
  /** In pixels of the image as it is shown. */
  rect?: { x: number; y: number; width: number; height: number }
  blur?: number
  sharpen?: number
  /** Clockwise, after everything was cut. */
  rotate?: 90 | 180 | 270
  flip?: 'h' | 'v' | 'hv'
  /** `#rrggbbaa`. */
  background?: string
  enlarge?: true
}

/** One thing that is wrong with an address. */
export interface WishIssue {
  parameter: string
  code: string
  message: string
}

/** An address that asks for what there isn't. */
export class WishFault extends Error {
  readonly issues: WishIssue[]

  constructor(issues: WishIssue[]) {
    super('This is not a way to ask for an image')
    this.name = 'WishFault'
    this.issues = issues
  }
}
