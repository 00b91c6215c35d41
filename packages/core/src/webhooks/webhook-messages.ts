import type { EventRow, WebhookRow } from '@verso/data'
import type { Context } from '../context.ts'
import type { Impact } from '../impact/impact-of-event.ts'
import { type Telling, type WebhookItem, wantedItems } from './webhook-items.ts'

/** What is sent for an event, or for a part of a large one. */
export interface WebhookMessage {
  /** The same over retries and endpoints. */
  id: string
  type: string
  /** Null for what is told of drafts. */
  seq: bigint | null
  part: number
  at: Date
  data: WebhookData
}

export interface WebhookData {
  items: WebhookItem[]
  affected: Impact
  tags: string[]
  by: { id: string | null; kind: string }
  release?: { id: string; name: string }
  part?: { n: number; of: number }
}

/** More goes in parts, so that no receiver has to take a body without bounds. */
const itemsAtOnce = 500

/** What an endpoint is told of an event; nothing where that isn't about anything that it wants to know. */
export async function messagesOf(
  ctx: Context,
  { hook, row, telling, epoch }: { hook: WebhookRow; row: EventRow; telling: Telling; epoch: string },
): Promise<WebhookMessage[]> {
  if (row.isQuiet || !(hook.events.includes('*') || hook.events.includes(row.kind))) return []
  const entries = await wantedItems(hook, row, telling)
  if (isOfEntries(row) && entries.length === 0) return []
  const items = [...entries, ...filesOf(row)]
  const affected = await telling.impactOf(row)
  const release = row.releaseId === null ? null : await ctx.store.releases.find(row.releaseId)
  const by = { id: row.byId, kind: row.byKind }
  const parts = partsOf(items)
  return parts.map((some, index) => ({
    id: messageId(epoch, row.seq, parts.length === 1 ? null : index + 1),
    type: row.kind,
    seq: row.seq,
    part: index,
    at: row.at,
    data: {
      items: some,
      affected,
      tags: tagsOf(some, affected),
      by,
      ...(release === null ? {} : { release: { id: release.id, name: release.name } }),
      ...(parts.length === 1 ? {} : { part: { n: index + 1, of: parts.length } }),
    },
  }))
}

/** Filters are about entries; of files, redirects and the model is told whoever wants to know of their events. */
function isOfEntries({ kind, items }: EventRow): boolean {
  return kind !== 'model.changed' && items.some(({ op }) => op === 'publish' || op === 'unpublish' || op === 'delete')
}

/** Tells that events are gone that an endpoint hasn't been told of: it has to begin anew. Whoever chooses events is told of it too. */
export const syncAnew = 'sync_anew'

/** Tells an endpoint that it has missed what isn't kept any more. */
export function anewMessage(epoch: string, horizon: bigint, at: Date): WebhookMessage {
  const affected = { entries: [], types: [], pages: [], complete: false }
  const data = { items: [], affected, tags: [], by: { id: null, kind: 'system' } }
  return { id: `msg_${epoch}_${horizon}_anew`, type: syncAnew, seq: horizon, part: 0, at, data }
}

/** Many events as one: of each entry what became of it last. */
export function latestOf(messages: readonly WebhookMessage[]): WebhookMessage | null {
  const last = messages.at(-1)
  return last === undefined || messages.length === 1 ? (last ?? null) : merged(messages, last)
}

function merged(messages: readonly WebhookMessage[], last: WebhookMessage): WebhookMessage {
  const items = new Map(messages.flatMap(({ data }) => data.items.map((item) => [`${item.id} ${item.locale ?? ''}`, item] as const)))
  const all = messages.map(({ data }) => data)
  const affected: Impact = {
    entries: [...new Map(all.flatMap((one) => one.affected.entries.map((entry) => [entry.id, entry] as const))).values()],
    types: [...new Set(all.flatMap((one) => one.affected.types))],
    pages: [...new Set(all.flatMap((one) => one.affected.pages))],
    complete: all.every((one) => one.affected.complete),
  }
  const { part: _, ...data } = last.data
  return {
    ...last,
    part: 0,
    id: last.id.replace(/^(msg_[^_]+_\d+)_\d+$/, '$1'),
    data: { ...data, items: [...items.values()], affected, tags: tagsOf([...items.values()], affected) },
  }
}

function messageId(epoch: string, seq: bigint, part: number | null): string {
  return `msg_${epoch}_${seq}${part === null ? '' : `_${part}`}`
}

function partsOf(items: readonly WebhookItem[]): WebhookItem[][] {
  const count = Math.max(1, Math.ceil(items.length / itemsAtOnce))
  return Array.from({ length: count }, (_, index) => items.slice(index * itemsAtOnce, (index + 1) * itemsAtOnce))
}

/** Files in the one shape that items have. */
function filesOf({ items }: EventRow): WebhookItem[] {
  return items.flatMap(({ op, id }) =>
    op === 'media' ? [{ op: 'publish' as const, id, type: '_media', locale: null, slug: null, revision: null, changedFields: [] }] : [],
  )
}

/** What a receiver's caches are to drop, in the words of `Cache-Tag`. */
function tagsOf(items: readonly WebhookItem[], { entries, types }: Impact): string[] {
  const ofItems = items.map(({ id, type }) => (type === '_media' ? `m-${id}` : `e-${id}`))
  return [...new Set([...ofItems, ...entries.map(({ id }) => `e-${id}`), ...types.map((name) => `t-${name}`)])]
}
