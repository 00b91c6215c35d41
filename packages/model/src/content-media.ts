/** A file as readers get it. */
export interface ContentMedia {
  _id: string
  url: string
  filename: string
  mimeType: string
  bytes: number
  width: number | null
  height: number | null
  alt: string | null
  caption: string | null
  focalPoint: { x: number; y: number } | null
  thumbhash: string | null
  duration: number | null
}
