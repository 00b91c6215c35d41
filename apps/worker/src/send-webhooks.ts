import { type DeliverNext, createDeliverNext, type DeliveryOptions } from '@verso/core'
import type { JobLog, WebhookRow } from '@verso/data'
import type { WorkerBase } from './worker-base.ts'

export interface WebhookOptions extends Omit<DeliveryOptions, 'workerId' | 'signal'> {
  base: WorkerBase
  log: JobLog
}

/** What waits for an answer costs little; all that could wait at once must not keep one that is well from being sent. */
const atOnce = 1_000
const lookMs = 1_000
const renewMs = 2_000

/**
 * Sends webhooks: takes the endpoints that have something to send and that no other worker has, and moves each along the log by itself, so
 * that none waits for another.
 */
export function startWebhooks({ base, log, ...options }: WebhookOptions): { stop: () => Promise<void> } {
  const workerId = base.newId()
  const ending = new AbortController()
  const deliver = createDeliverNext(base, { ...options, workerId, signal: ending.signal })
  const running = new Map<string, Promise<void>>()
  let [isLooking, isAsked] = [false, false]
  let due: NodeJS.Timeout | undefined

  const warn = (error: unknown): undefined => void log('warn', `Webhooks: ${error instanceof Error ? error.message : String(error)}`)

  function look(): void {
    isAsked = true
    if (isLooking || ending.signal.aborted) return
    isLooking = true
    void takeAll()
      .catch(warn)
      .finally(() => {
        isLooking = false
      })
  }

  async function takeAll(): Promise<void> {
    while (isAsked && !ending.signal.aborted) {
      isAsked = false
      const hooks = await base.store.webhooks.claim({ workerId, limit: atOnce - running.size })
      for (const hook of hooks) running.set(hook.id, run(hook))
    }
    const ms = await base.store.webhooks.nextDueMs()
    clearTimeout(due)
    if (ms !== null && ms < 60_000) due = setTimeout(look, Math.max(ms, 10)).unref()
  }

  async function run(hook: WebhookRow): Promise<void> {
    await moveAlong(hook, { deliver, isEnding: () => ending.signal.aborted }).catch(warn)
    await base.store.webhooks.release(workerId, hook.id).catch(() => {})
    running.delete(hook.id)
    // Something may have been committed between the last look at the log and here.
    look()
  }

  const renew = () => running.size > 0 && base.store.webhooks.renewLeases(workerId).catch(warn)
  const beats = [setInterval(look, lookMs), setInterval(renew, renewMs)]
  // Without it the look of each second is all that there is.
  const listening = base.store.onSeq(look).catch(warn)
  look()

  return {
    async stop() {
      ending.abort()
      for (const beat of beats) clearInterval(beat)
      clearTimeout(due)
      await (await listening)?.()
      await Promise.all(running.values())
    },
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
