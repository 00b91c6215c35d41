import type { EventRow, Moved, WebhookRow } from '@verso/data'
import { withJitter } from '@verso/webhooks'
import type { Context } from '../context.ts'
import type { MediaPlace } from '../media/file-address.ts'
import { recordAudit } from '../record-audit.ts'
import { systemContext } from '../system-actor.ts'
import { createRecentEvents, type RecentEvents } from './recent-events.ts'
import { type Sending, type Sent, sendMessage } from './send-message.ts'
import { waitForQuiet } from './wait-for-quiet.ts'
import { nextDraftMessage } from './draft-message.ts'
import { mayConcern } from './webhook-items.ts'
import { createTellers, type Teller } from './tellers.ts'
import { anewMessage, latestOf, messagesOf, type WebhookMessage } from './webhook-messages.ts'

type Base = Omit<Context, 'actor' | 'address' | 'requestId'>

export interface DeliveryOptions extends Sending, MediaPlace {
  workerId: string
  /** How long after each failure it is tried again; after the last one the endpoint is paused. */
  delaysMs: readonly number[]
}

/** What came of a step: the endpoint as it is now, or null where another worker has it; `rest` says that there is nothing to do for now. */
export interface Step {
  hook: WebhookRow | null
  rest: { waitMs: number | null } | null
}

/** Moves endpoints along the log, one message at a time. */
export type DeliverNext = (hook: WebhookRow) => Promise<Step>

interface Delivering {
  base: Base
  events: RecentEvents
  options: DeliveryOptions
  epoch: () => Promise<string>
  /** With whose rights an endpoint is told; null where they have none any more. */
  tellerOf: (hook: WebhookRow) => Promise<Teller | null>
}

/** Of so many events one message is made, where only the latest state counts. */
const latestEvents = 1_000

/**
 * Sends an endpoint the next message that it wants, in the order of the log, and writes down what came of it together with where the
 * endpoint is then. Killed in between, it is sent once more, under the same id.
 */
export function createDeliverNext(base: Base, options: DeliveryOptions): DeliverNext {
  let epoch: Promise<string> | null = null
  const delivering: Delivering = {
    base,
    options,
    events: createRecentEvents(base.store),
    epoch: () => (epoch ??= epochOf(base)),
    tellerOf: createTellers(base, options),
  }
  return async (hook) => {
    // What it needs is asked for together; the events are kept for whoever asks next.
    const [teller] = await Promise.all([delivering.tellerOf(hook), delivering.events.after(hook.position)])
    if (teller === null) return pause(delivering, hook, 'owner_gone')
    const found = await nextMessage(delivering, hook, teller)
    const next = found.messages.length === 0 && found.waitMs === null ? await nextDraft(delivering, hook, { teller, found }) : found
    return next.messages.length === 0 ? rest(delivering, hook, next) : attempt(delivering, hook, next)
  }
}

/** Names this history of the log; a backup that is restored begins another. */
export async function epochOf({ store, newId }: Pick<Context, 'store' | 'newId'>): Promise<string> {
  return String(await store.settings.putFirst('epoch', newId()))
}

/** What is sent, and where the endpoint is once it has it; or nothing, and how far there is nothing. */
interface Next {
  messages: WebhookMessage[]
  past: Partial<Moved>
  waitMs: number | null
  /** Which of what is to be told of drafts it is. */
  draftId?: bigint
}

async function nextMessage(delivering: Delivering, hook: WebhookRow, teller: Teller): Promise<Next> {
  const { base, events } = delivering
  if (hook.replayTo !== null) return replayedMessages(delivering, hook, teller)
  const rows = await events.after(hook.position)
  if (rows[0]?.seq !== hook.position + 1n) {
    const horizon = await base.store.history.horizon()
    if (hook.position < horizon)
      return { messages: [anewMessage(await delivering.epoch(), horizon, base.now())], past: { position: horizon, part: 0 }, waitMs: null }
  }
  if (hook.mode === 'latest') return latestMessage(delivering, hook, { rows, teller })
  for (const [index, row] of rows.entries()) {
    const messages = await messagesOf(teller.ctx, { hook, row, telling: teller.telling, epoch: await delivering.epoch() })
    if (messages.length > 0) lookAhead(hook, teller.telling, rows[index + 1])
    const part = row.seq === hook.position + 1n ? hook.part : 0
    const message = messages[part]
    if (message === undefined) continue
    const isLast = part + 1 >= messages.length
    // Reading on from the seq before: what was passed over until here is about nothing that it wants to know.
    return { messages: [message], past: isLast ? { position: row.seq, part: 0 } : { position: row.seq - 1n, part: part + 1 }, waitMs: null }
  }
  return { messages: [], past: { position: rows.at(-1)?.seq ?? hook.position, part: 0 }, waitMs: null }
}

/** What is to be told of drafts has no place in the log; it goes when that has nothing. */
async function nextDraft(
  { epoch, options: { signal } }: Delivering,
  hook: WebhookRow,
  { teller, found }: { teller: Teller; found: Next },
): Promise<Next> {
  const { told, isMore } = await nextDraftMessage(teller, hook, { epoch: await epoch(), signal })
  if (told === null) return isMore ? { ...found, waitMs: 0 } : found
  return { ...found, messages: [told.message], draftId: told.id }
}

/** Works out whom the next event concerns while this one is on its way. */
function lookAhead(hook: WebhookRow, { impactOf }: Teller['telling'], next: EventRow | undefined): void {
  if (next !== undefined && mayConcern(hook, next)) impactOf(next).catch(() => {})
}

/** What is sent once more, all parts of an event together: nobody counts them. */
async function replayedMessages({ events, epoch }: Delivering, hook: WebhookRow, { ctx, telling }: Teller): Promise<Next> {
  const [after, to] = [hook.replayAfter ?? 0n, hook.replayTo ?? 0n]
  const rows = (await events.after(after)).filter(({ seq }) => seq <= to)
  for (const row of rows) {
    const messages = await messagesOf(ctx, { hook, row, telling, epoch: await epoch() })
    if (messages.length > 0) return { messages, past: row.seq >= to ? { isReplayDone: true } : { replayAfter: row.seq }, waitMs: null }
  }
  const last = rows.at(-1)?.seq ?? to
  return { messages: [], past: last >= to ? { isReplayDone: true } : { replayAfter: last }, waitMs: 0 }
}

async function latestMessage(
  { events, base, epoch }: Delivering,
  hook: WebhookRow,
  { rows, teller }: { rows: EventRow[]; teller: Teller },
): Promise<Next> {
  const all = [...rows]
  for (let page = rows; page.length > 0 && all.length < latestEvents; ) {
    page = await events.after(all.at(-1)?.seq ?? hook.position)
    all.push(...page)
  }
  const found: WebhookMessage[] = []
  for (const row of all) found.push(...(await messagesOf(teller.ctx, { hook, row, telling: teller.telling, epoch: await epoch() })))
  const past = { position: all.at(-1)?.seq ?? hook.position, part: 0 }
  const message = latestOf(found)
  if (message === null) return { messages: [], past, waitMs: null }
  const waitMs = waitForQuiet(hook.settings, { times: found.map(({ at }) => at), now: base.now() })
  return waitMs === null ? { messages: [message], past, waitMs } : { messages: [], past: {}, waitMs }
}

async function attempt(delivering: Delivering, hook: WebhookRow, { messages, past, draftId }: Next): Promise<Step> {
  const { base, options } = delivering
  for (const [index, message] of messages.entries()) {
    const sent = await sendMessage(hook, message, { ...options, now: base.now })
    if (sent.isAborted) return { hook: null, rest: null }
    const isLast = index === messages.length - 1
    if (sent.isDelivered && !isLast)
      await base.store.deliveries.note(attemptMade(base, hook, { message, sent, waitMs: null, isOver: false }))
    else return settleAttempt(delivering, hook, { message, sent, past, draftId })
  }
  throw new Error('There is nothing to send')
}

function settleAttempt(
  delivering: Delivering,
  hook: WebhookRow,
  { message, sent, past, draftId }: { message: WebhookMessage; sent: Sent; past: Partial<Moved>; draftId: bigint | undefined },
): Promise<Step> {
  const { base, options } = delivering
  const failures = sent.isDelivered ? 0 : hook.failures + 1
  const delayMs = options.delaysMs[failures - 1]
  const isOver = !sent.isDelivered && (delayMs === undefined || sent.isGone)
  const waitMs = sent.isDelivered || isOver ? null : Math.max(withJitter(delayMs ?? 0, Math.random()), sent.retryAfterMs)
  const ended = sent.isGone ? { state: 'disabled' as const, reason: 'gone' } : { state: 'paused' as const, reason: 'failing' }
  const to: Moved = {
    ...still(hook),
    ...(sent.isDelivered ? past : {}),
    ...{ failures, isFailing: !sent.isDelivered, waitMs },
    ...(isOver ? { state: { ...ended, at: base.now() } } : {}),
  }
  const rest = sent.isDelivered ? null : { waitMs }
  return settle(delivering, hook, { to, made: { message, sent, waitMs, isOver }, rest, toldDraft: sent.isDelivered ? draftId : undefined })
}

interface Settling {
  to: Moved
  made?: { message: WebhookMessage; sent: Sent; waitMs: number | null; isOver: boolean }
  rest: Step['rest']
  toldDraft?: bigint | undefined
}

async function settle({ base, options }: Delivering, hook: WebhookRow, { to, made, rest, toldDraft }: Settling): Promise<Step> {
  const step = {
    webhookId: hook.id,
    workerId: options.workerId,
    from: hook.position,
    to,
    toldDraft,
    made: made === undefined ? null : attemptMade(base, hook, made),
  }
  if (to.state === undefined) return { hook: await base.store.deliveries.move(step), rest }
  const { reason } = to.state
  const moved = await base.store.transaction(async (tx) => {
    const after = await tx.deliveries.move(step)
    if (after === null) return null
    const action = to.state?.state === 'disabled' ? 'webhook.disable' : 'webhook.pause'
    await recordAudit(systemContext(base), tx, { action, target: { kind: 'webhook', id: hook.id }, after: { reason } })
    await tx.jobs.add({ task: 'tellWebhookOwner', payload: { webhookId: hook.id } })
    return after
  })
  return { hook: moved, rest: { waitMs: null } }
}

function attemptMade(base: Base, hook: WebhookRow, { message, sent, waitMs, isOver }: NonNullable<Settling['made']>) {
  const state = sent.isDelivered ? ('delivered' as const) : isOver ? ('failed' as const) : ('pending' as const)
  const { id: messageId, seq, part, type: event } = message
  return {
    id: base.newId(),
    webhookId: hook.id,
    seq,
    part,
    messageId,
    event,
    state,
    attempt: sent.attempt,
    retryInMs: waitMs,
    createdAt: base.now(),
  }
}

function pause(delivering: Delivering, hook: WebhookRow, reason: string): Promise<Step> {
  const to: Moved = { ...still(hook), state: { state: 'paused', reason, at: delivering.base.now() } }
  return settle(delivering, hook, { to, rest: { waitMs: null } })
}

/**
 * Nothing is to be sent for now: what failed before isn't wanted any more, and nothing is waited for. At the end of the log there is mostly nothing to write down
 * either; where nobody knows how long it lasts, it is looked at again before long.
 */
async function rest(delivering: Delivering, hook: WebhookRow, { past, waitMs: asked }: Next): Promise<Step> {
  const isStill = asked === null && (past.position ?? hook.position) === hook.position && past.isReplayDone !== true
  const isStuck = isStill && hook.position < (await delivering.base.store.log.seq())
  if (isStill && !isStuck && hook.nextAt === null && hook.failures === 0) return { hook, rest: { waitMs: null } }
  const waitMs = isStuck ? stuckMs : asked
  const over = waitMs === null ? { failures: 0, isFailing: false } : {}
  return settle(delivering, hook, { to: { ...still(hook), ...past, ...over, waitMs }, rest: { waitMs } })
}

const stuckMs = 1_000

/** As it is. */
function still({ position, part, failures }: WebhookRow): Moved {
  return { position, part, failures, isFailing: failures > 0, replayAfter: null, isReplayDone: false, waitMs: null }
}
