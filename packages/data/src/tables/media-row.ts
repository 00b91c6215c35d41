import type { FileFacts } from '@verso/model'

/** Fractions of width and height, 0 to 1. */
export interface Point {
  x: number
  y: number
}

/** A part of an image, in fractions of its width and height. */
export interface Crop extends Point {
  width: number
  height: number
}

export interface MediaRow {
  id: string
  revision: number
  filename: string
  mimeType: string
  bytes: bigint
  /** Null for a placeholder: a file that is known by its address and was not fetched yet. */
  sha256: string | null
  width: number | null
  height: number | null
  facts: FileFacts
  alt: Record<string, string>
  caption: Record<string, string>
  focalPoint: Point | null
  crop: Crop | null
  tags: string[]
  folderId: string | null
  /** Given for signed, expiring addresses only. */
  isPrivate: boolean
  sourceUrl: string | null
  createdAt: Date
  createdById: string | null
  updatedAt: Date
}
