import type { EventItem, EventRow } from '@verso/data'

/** What an answer was read from, as texts: ids of entries and files (there or not), ids of types that were looked through, addresses. */
export type Tags = readonly string[]

/** What an event has changed: whatever was read from one of these may be another now. */
export type Changed = ReadonlySet<string> | 'everything'

/** An address of a type, for what was read by a slug: another entry may have it next. */
export function addressTag(typeId: string, slug: string): string {
  return `${typeId}/${slug}`
}

/** The tags of what an event of the log has changed. */
export function changedBy({ kind, items }: Pick<EventRow, 'kind' | 'items'>): Changed {
  // Names, rights and order of all that is shown come from the model; and of what is erased nothing may be left, pinned or not.
  if (kind === 'model.changed' || kind === 'entry.erased') return 'everything'
  return new Set(items.flatMap(tagsOf))
}

function tagsOf({ id, typeId, slug, previousSlug }: EventItem): string[] {
  if (typeId === undefined) return [id]
  const slugs = [slug, previousSlug].filter((one) => one !== undefined && one !== null)
  return [id, typeId, ...slugs.map((one) => addressTag(typeId, one))]
}
