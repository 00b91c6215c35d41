import type { EventItem, EventRow } from '@verso/data'

/** What an answer was read from, as texts: ids of entries and files (there or not), ids of types that were looked through, addresses. */
export type Tags = readonly string[]

/** What an event has changed: whatever was read from one of these may be another now. */
export type Changed = ReadonlySet<string> | 'everything'

/** An address of a type, for what was read by a slug: another entry may have it next. */
export function addressTag(typeId: string, slug: string): string {
  return `${typeId}/${slug}`
}

/** Entries of a type that come, go or move: for what looks through all of them, by nothing else than their fields. */
export function comingTag(typeId: string): string {
  return `${typeId}+`
}

/** A field of a type, for what looks through its values. Inside components it is told by the field that holds these. */
export function fieldTag(typeId: string, fieldId: string): string {
  return `${typeId}#${fieldId.split('/', 1)[0]}`
}

/** The tags of what an event of the log has changed. */
export function changedBy({ kind, items }: Pick<EventRow, 'kind' | 'items'>): Changed {
  // Names, rights and order of all that is shown come from the model; and of what is erased nothing may be left, pinned or not.
  if (kind === 'model.changed' || kind === 'entry.erased') return 'everything'
  return new Set(items.flatMap(tagsOf))
}

function tagsOf({ id, typeId, slug, previousSlug, replaces, changedFieldIds }: EventItem): string[] {
  if (typeId === undefined) return [id]
  const slugs = [slug, previousSlug].filter((one) => one !== undefined && one !== null)
  // Where it doesn't say that another state of the same document was there before, anything may have come of it.
  const changed =
    replaces === true && changedFieldIds !== undefined ? changedFieldIds.map((one) => fieldTag(typeId, one)) : [comingTag(typeId)]
  return [id, typeId, ...changed, ...slugs.map((one) => addressTag(typeId, one))]
}
