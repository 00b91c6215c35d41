/** What the bytes of a file tell beyond its size; each only where they do. */
export interface FileFacts {
  /** A blurred placeholder of some 25 bytes, as base64 (ThumbHash). */
  thumbhash?: string
  /** As `#rrggbb`. */
  dominantColor?: string
  hasAlpha?: boolean
  /** Of an image that moves. */
  frames?: number
  /** In seconds. */
  duration?: number
  pages?: number
  /** As the EXIF data says it. */
  copyright?: string
  creator?: string
}
