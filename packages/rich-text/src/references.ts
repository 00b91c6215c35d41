import { jsonPointer } from '@verso/model'

export interface RichTextReference {
  /** JSON Pointer of the object that holds the id, inside the rich text. */
  path: string
  kind: 'entry' | 'media'
  id: string
}

/** Every entry and file that a rich text refers to, in reading order; those in nodes that the schema doesn't know as well. */
export function references(value: unknown): RichTextReference[] {
  return referencesIn(value, '')
}

function referencesIn(value: unknown, path: string): RichTextReference[] {
  if (typeof value !== 'object' || value === null) return []
  if (Array.isArray(value)) return value.flatMap((item, index) => referencesIn(item, path + jsonPointer(index)))
  if ('_ref' in value && typeof value._ref === 'string') return [{ path, kind: 'entry', id: value._ref }]
  if ('_media' in value && typeof value._media === 'string') return [{ path, kind: 'media', id: value._media }]
  return Object.entries(value).flatMap(([name, member]) => referencesIn(member, path + jsonPointer(name)))
}
