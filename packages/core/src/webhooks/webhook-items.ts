import type { EventItem, EventRow, WebhookRow } from '@verso/data'
import type { Json, Model } from '@verso/model'
import { type ContentEventItem, toContentItem } from '../content/content-event.ts'
import type { ReaderContext } from '../content/published-answer.ts'
import type { Impact } from '../impact/impact-of-event.ts'
import { Refusal } from '../refusal.ts'
import { whereInNames } from '../rights/where-paths.ts'
import { type EntriesOfState, meetingAt, projectedEntries } from './projected-entries.ts'

/** One change as an endpoint is told of it; `entry` is what its projection gives. */
export type WebhookItem = Omit<ContentEventItem, 'op'> & { op: ContentEventItem['op'] | 'create' | 'update'; entry?: Json }

type Wishes = Pick<WebhookRow, 'typeIds' | 'locales' | 'settings'>

export interface Telling {
  reader: ReaderContext
  /** As who answers for the endpoint may see it. */
  model: Model
  /** Whom an event concerns: worked out once for all endpoints that are told with the same rights. */
  impactOf: (row: EventRow) => Promise<Impact>
}

/** What of an event an endpoint wants to know: by type, language, changed field, and a condition on the entry before or after. */
export async function wantedItems(hook: Wishes, row: EventRow, telling: Telling): Promise<WebhookItem[]> {
  const { typeIds, locales, settings } = hook
  const filter = { typeIds: typeIds.length === 0 ? null : typeIds, locale: null }
  const shaped = row.items.flatMap((item) => {
    const isWanted = isInLocales(item, locales) && hasChanged(item, settings.fieldIds)
    const made = isWanted ? toContentItem(item, telling.model, filter) : null
    return made === null ? [] : [made]
  })
  const meeting = settings.where === undefined ? shaped : await thoseThatMeet(shaped, settings.where, { row, telling })
  return settings.projection === undefined ? meeting : withEntries(meeting, settings.projection, { row, telling })
}

/** Whether an endpoint may want to know of an event; what only a look at the entries can tell counts as so. */
export function mayConcern(
  { events, typeIds, locales, settings }: Wishes & Pick<WebhookRow, 'events'>,
  { kind, items }: Pick<EventRow, 'kind' | 'items'>,
): boolean {
  if (!(events.includes('*') || events.includes(kind))) return false
  const isOfType = ({ typeId }: EventItem) => typeIds.length === 0 || (typeId !== undefined && typeIds.includes(typeId))
  return items.some((item) => isOfType(item) && isInLocales(item, locales) && hasChanged(item, settings.fieldIds))
}

/** What has no languages reads alike in every one of them. */
function isInLocales({ locale }: EventItem, locales: readonly string[]): boolean {
  return locales.length === 0 || locale === undefined || locales.includes(locale)
}

/** What goes takes all of its fields along. */
function hasChanged({ op, changedFieldIds = [] }: EventItem, fieldIds: readonly string[] | undefined): boolean {
  return fieldIds === undefined || op !== 'publish' || changedFieldIds.some((id) => fieldIds.includes(id))
}

interface Event {
  row: EventRow
  telling: Telling
}

async function thoseThatMeet(
  items: readonly WebhookItem[],
  where: NonNullable<WebhookRow['settings']['where']>,
  { row, telling }: Event,
): Promise<WebhookItem[]> {
  const wanted = new Set<WebhookItem>()
  for (const { group, state } of groupsOf(items, row.seq)) {
    const type = telling.model.types.find(({ name }) => name === state.typeName)
    const filter = type === undefined ? null : whereInNames(where, type.id, telling.model)
    if (filter === null) continue
    const meets = async (seq: bigint) => meetingAt(telling.reader, filter, { ...state, seq }).catch(asAll(state.ids))
    const [before, after] = [await meets(row.seq - 1n), await meets(row.seq)]
    for (const item of group) if (before.has(item.id) || after.has(item.id)) wanted.add(item)
  }
  return items.filter((item) => wanted.has(item))
}

/** What can't be judged any more is told: too much is better than too little. */
function asAll(ids: readonly string[]): (error: unknown) => Set<string> {
  return (error) => {
    if (error instanceof Refusal) return new Set(ids)
    throw error
  }
}

async function withEntries(
  items: readonly WebhookItem[],
  projection: NonNullable<WebhookRow['settings']['projection']>,
  { row, telling }: Event,
): Promise<WebhookItem[]> {
  const entries = new Map<WebhookItem, Json>()
  const published = items.filter(({ op }) => op === 'publish')
  for (const { group, state } of groupsOf(published, row.seq)) {
    const found = await projectedEntries(telling.reader, projection, state).catch((error: unknown) => {
      if (error instanceof Refusal) return new Map<string, Json>()
      throw error
    })
    for (const item of group) entries.set(item, found.get(item.id) ?? null)
  }
  return items.map((item) => ({ ...item, entry: entries.get(item) ?? null }))
}

/** Those of one type and language, which one read can look at. */
function groupsOf(items: readonly WebhookItem[], seq: bigint): { group: WebhookItem[]; state: EntriesOfState }[] {
  const groups = new Map<string, WebhookItem[]>()
  for (const item of items) {
    const key = `${item.type} ${item.locale ?? ''}`
    groups.set(key, [...(groups.get(key) ?? []), item])
  }
  return [...groups.values()].map((group) => {
    const [first] = group
    return {
      group,
      state: { typeName: first?.type ?? '', locale: first?.locale ?? null, ids: [...new Set(group.map(({ id }) => id))], seq },
    }
  })
}
