import type { EntryRow } from '@verso/data'

export const entryStatuses = ['draft', 'published', 'changed', 'unpublished', 'trashed'] as const
export type EntryStatus = (typeof entryStatuses)[number]

/** Derived, never stored: what readers see of the entry, and whether its draft says something else. */
export function entryStatus({
  trashedAt,
  publications,
  hashes,
  wasPublished,
}: Pick<EntryRow, 'trashedAt' | 'publications' | 'hashes' | 'wasPublished'>): EntryStatus {
  if (trashedAt !== null) return 'trashed'
  // What is published in a language that the model has no longer is seen by nobody; a draft knows none of it.
  const heads = publications.filter((head) => head.locale in hashes)
  if (heads.length === 0) return wasPublished ? 'unpublished' : 'draft'
  return heads.every((head) => head.hash === hashes[head.locale]) ? 'published' : 'changed'
}
