import type { DeliveriesOfHour, DeliveryRow, DeliveryState } from '@verso/data'
import { isUuid } from '@verso/model'
import { authoriseManage } from '../authorise.ts'
import type { Context } from '../context.ts'
import { Refusal } from '../refusal.ts'
import { requireWebhook } from './webhook-detail.ts'

export const deliveryStates = ['pending', 'delivered', 'failed', 'skipped'] as const satisfies readonly DeliveryState[]

export interface DeliveriesPage {
  deliveries: DeliveryRow[]
  next: string | null
}

/** What an endpoint was sent, newest first, with every attempt. */
export async function listDeliveries(
  ctx: Context,
  webhookId: string,
  { state, after, limit }: { state: DeliveryState | null; after?: string; limit: number },
): Promise<DeliveriesPage> {
  const { id } = await requireWebhook(ctx, webhookId)
  const before = after === undefined ? null : readCursor(after)
  const rows = await ctx.store.deliveries.list({ webhookId: id, state, before, limit: limit + 1 })
  const deliveries = rows.slice(0, limit)
  const last = deliveries.at(-1)
  return { deliveries, next: rows.length > limit && last !== undefined ? `${last.createdAt.toISOString()}_${last.id}` : null }
}

export async function getDelivery(ctx: Context, id: string): Promise<DeliveryRow> {
  authoriseManage(ctx.actor, 'webhooks')
  const row = isUuid(id) ? await ctx.store.deliveries.find(id) : null
  if (row === null) throw new Refusal('not_found', 'There is no such delivery')
  return row
}

/** How the messages of each of the last 24 hours have fared, and the moment that the hours are counted back from. */
export async function countDeliveries(ctx: Context, webhookId: string): Promise<{ until: Date; counts: DeliveriesOfHour[] }> {
  const { id } = await requireWebhook(ctx, webhookId)
  const until = ctx.now()
  return { until, counts: await ctx.store.deliveries.countByHour(id, until) }
}

/** How long the log of attempts is kept. */
const keptMs = 30 * 24 * 3_600_000

/** Forgets what was sent more than 30 days ago. */
export async function forgetDeliveries({ store, now }: Pick<Context, 'store' | 'now'>): Promise<number> {
  const before = new Date(now().getTime() - keptMs)
  // An endpoint that was paused for longer isn't told of drafts that nobody remembers.
  await store.draftMessages.forget(before)
  return store.deliveries.forget(before)
}

function readCursor(text: string): { at: Date; id: string } {
  const [time = '', id = ''] = text.split('_')
  const at = new Date(time)
  if (Number.isNaN(at.getTime()) || !isUuid(id)) throw new Refusal('cursor_invalid', 'This cursor is damaged')
  return { at, id }
}
