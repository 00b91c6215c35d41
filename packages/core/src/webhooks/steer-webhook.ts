import type { Transaction, WebhookChanges, WebhookRow } from '@verso/data'
import type { Json } from '@verso/model'
import type { Context } from '../context.ts'
import { recordAudit } from '../record-audit.ts'
import { Refusal } from '../refusal.ts'
import { requireKeptAfter } from '../history/require-kept.ts'
import { lockWebhook, requireWebhook, type WebhookDetail, webhookDetail } from './webhook-detail.ts'

/** Sends an endpoint nothing until it is resumed; where it is in the log stands still meanwhile. */
export function pauseWebhook(ctx: Context, id: string): Promise<WebhookDetail> {
  return steer(ctx, { id, action: 'webhook.pause' }, async (_tx, { state }) =>
    state === 'paused' ? null : { changes: { state: 'paused', stateReason: 'by_hand', stateAt: ctx.now() } },
  )
}

/** Sends on, from where it stands or from now. */
export function resumeWebhook(ctx: Context, id: string, { from }: { from?: 'now' | undefined }): Promise<WebhookDetail> {
  return steer(ctx, { id, action: 'webhook.resume' }, async (tx, { state, failures }) => {
    if (state === 'active' && failures === 0 && from === undefined) return null
    const seq = await tx.log.seq()
    if (from === 'now') await Promise.all([tx.deliveries.skip(id, seq), tx.draftMessages.remove(id, null)])
    const place = from === 'now' ? { position: seq, part: 0, replayAfter: null, replayTo: null } : {}
    return { changes: { ...afresh, ...place, state: 'active', stateReason: null, stateAt: ctx.now() }, after: { from: from ?? null } }
  })
}

/** Goes on after a `seq`: what lies before isn't sent. */
export function skipEvents(ctx: Context, id: string, { toSeq }: { toSeq: number }): Promise<WebhookDetail> {
  return steer(ctx, { id, action: 'webhook.skip' }, async (tx, { position }) => {
    const to = await knownSeq(tx, '/toSeq', toSeq)
    if (to <= position) return null
    await tx.deliveries.skip(id, to)
    return { changes: { ...afresh, position: to, part: 0 }, after: { toSeq } }
  })
}

/** Sends what was sent before once more, under the same ids, before all that follows. */
export function replayEvents(ctx: Context, id: string, { fromSeq, toSeq }: { fromSeq: number; toSeq: number }): Promise<WebhookDetail> {
  return steer(ctx, { id, action: 'webhook.replay' }, async (tx, { replayTo }) => {
    const to = await knownSeq(tx, '/toSeq', toSeq)
    if (fromSeq > toSeq) throw wrong('/fromSeq', 'The first event is not after the last one')
    if (replayTo !== null) throw new Refusal('in_progress', 'Something is being sent once more already; wait for its end')
    await requireKeptAfter(ctx.store, BigInt(fromSeq - 1))
    return { changes: { replayAfter: BigInt(fromSeq - 1), replayTo: to, nextAt: null }, after: { fromSeq, toSeq } }
  })
}

/** Tried again at once, as if it had never failed. */
const afresh = { failures: 0, failingSince: null, nextAt: null } satisfies WebhookChanges

type Decide = (tx: Transaction, row: WebhookRow) => Promise<{ changes: WebhookChanges; after?: Json } | null>

/** One at a time; null is nothing to do, which leaves no trace. */
async function steer(ctx: Context, { id, action }: { id: string; action: string }, decide: Decide): Promise<WebhookDetail> {
  await requireWebhook(ctx, id)
  return ctx.store.transaction(async (tx) => {
    const row = await lockWebhook(tx, id)
    const decided = await decide(tx, row)
    if (decided === null) return webhookDetail(ctx, tx, row)
    await tx.webhooks.update(id, decided.changes)
    await recordAudit(ctx, tx, {
      action,
      target: { kind: 'webhook', id },
      ...(decided.after === undefined ? {} : { after: decided.after }),
    })
    return webhookDetail(ctx, tx, await lockWebhook(tx, id))
  })
}

async function knownSeq(tx: Transaction, path: string, asked: number): Promise<bigint> {
  const seq = await tx.log.seq()
  if (BigInt(asked) > seq) throw wrong(path, `The newest event is ${seq}`)
  return BigInt(asked)
}

function wrong(path: string, message: string): Refusal {
  return new Refusal('invalid_value', message, { issues: [{ path, code: 'out_of_range', message }] })
}
