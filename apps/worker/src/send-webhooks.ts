import { setTimeout as sleep } from 'node:timers/promises'
import type { DeliveryOptions } from '@verso/core'
import type { JobLog } from '@verso/data'
import { type Sender, startSender } from './start-sender.ts'
import type { WorkerBase } from './worker-base.ts'

export interface WebhookOptions extends Omit<DeliveryOptions, 'workerId' | 'signal'> {
  base: WorkerBase
  log: JobLog
}

const againMs = 500

/**
 * Sends webhooks for as long as the database knows that this process lives. Once it doesn't, others take over what it has at once: whatever it is sending is
 * broken off, and it begins anew as somebody else.
 */
export function startWebhooks({ base, log, ...options }: WebhookOptions): { stop: () => Promise<void> } {
  const stopping = new AbortController()
  const warn = (error: unknown) => log('warn', `Webhooks: ${error instanceof Error ? error.message : String(error)}`)

  async function live(): Promise<void> {
    const workerId = base.newId()
    let lose = (): void => {}
    const ended = new Promise<void>((resolve) => {
      lose = resolve
      stopping.signal.addEventListener('abort', () => resolve(), { once: true })
    })
    const leave = await base.store.holdLife(workerId, lose)
    const sender: Sender = startSender({ base, warn, ...options, workerId })
    await ended
    await sender.stop()
    await leave()
  }

  async function liveOn(): Promise<void> {
    while (!stopping.signal.aborted) {
      await live().catch(warn)
      await sleep(againMs, null, { signal: stopping.signal }).catch(() => {})
    }
  }

  const living = liveOn()
  return {
    async stop() {
      stopping.abort()
      await living
    },
  }
}
