import type { ContentType } from '@verso/model'

/** A type as the content of one locale sees it: nothing is a map by locale any more, so every field reads as a shared one. */
export function flatType(type: ContentType): ContentType {
  return { ...type, fields: type.fields.map(({ localized: _, ...field }) => field) }
}
