import { type DeliverNext, createDeliverNext, type DeliveryOptions } from '@verso/core'
import type { WebhookRow } from '@verso/data'
import type { WorkerBase } from './worker-base.ts'

interface SenderOptions extends Omit<DeliveryOptions, 'signal'> {
  base: WorkerBase
  warn: (error: unknown) => void
}

export interface Sender {
  /** Takes nothing more, breaks off what is being sent, and gives back all that it has. */
  stop: () => Promise<void>
}

/** What waits for an answer costs little; all that could wait at once must not keep one that is well from being sent. */
const atOnce = 1_000
const lookMs = 1_000
const renewMs = 2_000
/** So long an endpoint waits at most after whoever had it is gone. */
const abandonedMs = 400

/** Takes the endpoints that have something to send and that nobody else has, and moves each along the log by itself, so that none waits for another. */
export function startSender({ base, warn, ...options }: SenderOptions): Sender {
  const { workerId } = options
  const { webhooks } = base.store
  const ending = new AbortController()
  const deliver = createDeliverNext(base, { ...options, signal: ending.signal })
  const running = new Map<string, Promise<void>>()
  let due: NodeJS.Timeout | undefined
  const look = oneAtATime(takeAll, { warn, isEnding: () => ending.signal.aborted })

  async function takeAll(): Promise<void> {
    const hooks = await webhooks.claim({ workerId, limit: atOnce - running.size })
    for (const hook of hooks) running.set(hook.id, run(hook))
    const ms = await webhooks.nextDueMs()
    clearTimeout(due)
    if (ms !== null && ms < 60_000) due = setTimeout(look, Math.max(ms, 10)).unref()
  }

  async function run(hook: WebhookRow): Promise<void> {
    await moveAlong(hook, { deliver, isEnding: () => ending.signal.aborted }).catch(warn)
    await webhooks.release(workerId, hook.id).catch(() => {})
    running.delete(hook.id)
    // Something may have been committed between the last look at the log and here.
    look()
  }

  async function takeOver(): Promise<void> {
    if ((await webhooks.releaseAbandoned()) > 0) look()
  }

  const renew = async () => {
    if (running.size > 0) await webhooks.renewLeases(workerId)
  }
  const beats = [beat(lookMs, async () => look()), beat(renewMs, renew), beat(abandonedMs, takeOver)]
  // Without it the look of each second is all that there is.
  const listening = base.store.onSeq(look).catch(warn)
  look()

  function beat(everyMs: number, run: () => Promise<void>): NodeJS.Timeout {
    return setInterval(() => void run().catch(warn), everyMs)
  }

  return {
    async stop() {
      ending.abort()
      for (const one of beats) clearInterval(one)
      clearTimeout(due)
      await (await listening)?.()
      await Promise.all(running.values())
    },
  }
}

/** Whoever asks while it runs is served by one more run after it. */
function oneAtATime(run: () => Promise<void>, { warn, isEnding }: { warn: (error: unknown) => void; isEnding: () => boolean }): () => void {
  let [isRunning, isAsked] = [false, false]
  async function runAll(): Promise<void> {
    while (isAsked && !isEnding()) {
      isAsked = false
      await run().catch(warn)
    }
    isRunning = false
  }
  return () => {
    isAsked = true
    if (isRunning) return
    isRunning = true
    void runAll()
  }
}

/** Until there is nothing to send for now, or it is somebody else's. */
async function moveAlong(first: WebhookRow, { deliver, isEnding }: { deliver: DeliverNext; isEnding: () => boolean }): Promise<void> {
  let hook: WebhookRow | null = first
  while (hook !== null && hook.state === 'active' && !isEnding()) {
    const step: Awaited<ReturnType<DeliverNext>> = await deliver(hook)
    if (step.rest !== null) return
    hook = step.hook
  }
}
