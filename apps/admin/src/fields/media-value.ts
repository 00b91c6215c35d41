import type { Json } from '@verso/model'

/** A file in a place: the file, and what is said of it there. */
export type MediaValue = { [name: string]: Json } & { _media: string }

export function isMedia(value: Json | undefined): value is MediaValue {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && typeof value['_media'] === 'string'
}
