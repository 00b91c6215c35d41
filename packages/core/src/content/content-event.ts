import type { EventItem, EventRow } from '@verso/data'
import type { Impact } from '../impact/impact-of-event.ts'
import { type ContentType, isLocalizedType, type Model } from '@verso/model'

/** One change of one document, in the shape that every receiver gets. */
export interface ContentEventItem {
  op: 'publish' | 'unpublish' | 'delete'
  id: string
  type: string
  locale: string | null
  slug: string | null
  previousSlug?: string
  revision: number | null
  changedFields: string[]
}

export interface ContentEvent {
  seq: number
  type: string
  at: string
  items: ContentEventItem[]
  /** What else reads differently now. `complete: false` says that more than is named may: all of the types named. */
  affected: Impact
}

/** What of the log somebody wants to hear of, beside what may be read. */
export interface EventFilter {
  /** Ids of types; null for every one that may be read. */
  typeIds: readonly string[] | null
  locale: string | null
}

/** An event of the log as a reader of this model may know of it; null where nothing of it is to be seen. */
export function toContentEvent(row: EventRow, model: Model, filter: EventFilter): ContentEvent | null {
  const { seq, kind, items, at, isQuiet } = row
  if (isQuiet) return null
  const seen = items.flatMap((item) => toContentItem(item, model, filter) ?? [])
  if (seen.length === 0 && kind !== 'model.changed') return null
  const types = [...new Set(seen.map(({ type }) => type))]
  return { seq: Number(seq), type: kind, at: at.toISOString(), items: seen, affected: { entries: [], types, pages: [], complete: false } }
}

/** A change of an entry as who reads this model may know of it; null for what they may not, or didn't ask for. */
export function toContentItem(item: EventItem, model: Model, filter: EventFilter): ContentEventItem | null {
  const { op, id, typeId, locale, slug, previousSlug, revision, changedFieldIds } = item
  if (op !== 'publish' && op !== 'unpublish' && op !== 'delete') return null
  const type = model.types.find((candidate) => candidate.id === typeId)
  if (type === undefined || !isWanted(type, locale, filter)) return null
  const mayKnowSlug = type.fields.some((field) => field.id === type.slugField)
  return {
    op,
    id,
    type: type.name,
    locale: locale ?? null,
    slug: mayKnowSlug ? (slug ?? null) : null,
    ...(mayKnowSlug && previousSlug !== undefined ? { previousSlug } : {}),
    revision: revision ?? null,
    changedFields: namesOf(type, changedFieldIds ?? []),
  }
}

/** What has no languages reads alike in every one of them. */
function isWanted(type: ContentType, locale: string | undefined, { typeIds, locale: wanted }: EventFilter): boolean {
  if (typeIds !== null && !typeIds.includes(type.id)) return false
  return wanted === null || locale === undefined || locale === wanted || !isLocalizedType(type)
}

function namesOf(type: ContentType, ids: readonly string[]): string[] {
  return type.fields.filter((field) => ids.includes(field.id)).map(({ name }) => name)
}
