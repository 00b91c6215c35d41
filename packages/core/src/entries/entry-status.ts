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
  if (publications.length === 0) return wasPublished ? 'unpublished' : 'draft'
  return publications.every((head) => head.hash === hashes[head.locale]) ? 'published' : 'changed'
}
