import type { AttemptMade, DeliveryRow, WebhookRow } from '@verso/data'
import type { Context } from '../context.ts'
import { recordAudit } from '../record-audit.ts'
import type { MediaPlace } from '../media/file-address.ts'
import { Refusal } from '../refusal.ts'
import { getDelivery } from './deliveries.ts'
import { isDraftEvent } from './draft-message.ts'
import { epochOf } from './deliver-next.ts'
import { type Sending, sendMessage } from './send-message.ts'
import { tellerFor } from './tellers.ts'
import { requireWebhook } from './webhook-detail.ts'
import { anewMessage, messagesOf, syncAnew } from './webhook-messages.ts'
import { type Outgoing, webhookRequest } from './webhook-request.ts'

export interface Beside extends Sending, MediaPlace {}

/** Sends an endpoint a message that is about nothing, and says what came of it. */
export async function testWebhook(ctx: Context, id: string, sending: Beside): Promise<DeliveryRow> {
  const hook = await requireWebhook(ctx, id)
  const by = { id: ctx.actor.id, kind: ctx.actor.kind }
  const affected = { entries: [], types: [], pages: [], complete: true }
  const message: Outgoing = {
    id: `msg_test_${ctx.newId()}`,
    type: 'webhook.test',
    seq: null,
    at: ctx.now(),
    data: { items: [], affected, tags: [], by },
  }
  return sendBeside(ctx, hook, { message, part: 0, action: 'webhook.test', sending })
}

/** Sends one message once more, whatever came of it before, beside the order of the others. */
export async function redeliver(ctx: Context, deliveryId: string, sending: Beside): Promise<DeliveryRow> {
  const delivery = await getDelivery(ctx, deliveryId)
  const hook = await requireWebhook(ctx, delivery.webhookId)
  const message = await messageAgain(ctx, hook, { delivery, sending })
  return sendBeside(ctx, hook, { message, part: delivery.part, action: 'webhook.redeliver', sending })
}

/** What it said is put together again from the log, so that it is told as one may know it today. */
async function messageAgain(
  ctx: Context,
  hook: WebhookRow,
  { delivery, sending }: { delivery: DeliveryRow; sending: Beside },
): Promise<Outgoing> {
  const { seq, event, messageId, part } = delivery
  const affected = { entries: [], types: [], pages: [], complete: true }
  if (isDraftEvent(event)) throw new Refusal('gone', 'What is told of drafts is not kept')
  if (seq === null)
    return {
      id: messageId,
      type: event,
      seq,
      at: delivery.createdAt,
      data: { items: [], affected, tags: [], by: { id: ctx.actor.id, kind: ctx.actor.kind } },
    }
  const epoch = await epochOf(ctx)
  if (event === syncAnew) return anewMessage(epoch, seq, delivery.createdAt)
  const teller = await tellerFor(ctx, hook, sending)
  const [row] = await ctx.store.log.list({ after: seq - 1n, limit: 1 })
  const messages = teller === null || row?.seq !== seq ? [] : await messagesOf(teller.ctx, { hook, row, telling: teller.telling, epoch })
  const message = messages[part]
  if (message === undefined)
    throw new Refusal('gone', 'What this said is not kept any more, or this webhook does not want to know it any more')
  return { ...message, id: messageId }
}

/** What a message says, as it would be sent now, with secrets masked; null where that isn't kept any more. */
export async function requestOfDelivery(
  ctx: Context,
  delivery: DeliveryRow,
  sending: Beside,
): Promise<{ url: string; headers: Record<string, string>; body: string } | null> {
  const hook = await requireWebhook(ctx, delivery.webhookId)
  try {
    const message = await messageAgain(ctx, hook, { delivery, sending })
    const { headers, body } = webhookRequest(hook, message, { key: sending.key, now: ctx.now() })
    const masked = Object.keys(headers).filter(
      (name) => hook.headerNames.includes(name) || name === 'webhook-signature' || name === 'webhook-timestamp',
    )
    return { url: hook.url, headers: { ...headers, ...Object.fromEntries(masked.map((name) => [name, '•••'])) }, body }
  } catch (error) {
    if (error instanceof Refusal && error.code === 'gone') return null
    throw error
  }
}

interface Message {
  message: Outgoing
  part: number
  action: string
  sending: Sending
}

/** One at a time for each endpoint, so that nobody is sent more than two messages at once. */
async function sendBeside(ctx: Context, hook: WebhookRow, { message, part, action, sending }: Message): Promise<DeliveryRow> {
  if (!(await ctx.store.webhooks.takeBeside(hook.id)))
    throw new Refusal('in_progress', 'Another message is being sent to this webhook; wait for its end')
  try {
    const { attempt, isDelivered } = await sendMessage(hook, message, { ...sending, now: ctx.now })
    const { id: messageId, seq, type: event } = message
    const made: AttemptMade = {
      ...{ id: ctx.newId(), webhookId: hook.id, seq, part, messageId, event, attempt, retryInMs: null, createdAt: ctx.now() },
      state: isDelivered ? 'delivered' : 'failed',
    }
    return await ctx.store.transaction(async (tx) => {
      const row = await tx.deliveries.note(made)
      await recordAudit(ctx, tx, { action, target: { kind: 'webhook', id: hook.id }, after: { delivery: row.id, status: attempt.status } })
      return row
    })
  } finally {
    await ctx.store.webhooks.releaseBeside(hook.id)
  }
}
