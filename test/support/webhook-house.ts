import { deriveKey } from '@verso/core'
import { createOutbound } from '@verso/outbound'
import { startWebhooks } from '@verso/worker'
import type { Test } from 'tap'
import { type Person, type TestApp, testApp } from './test-app.ts'

export interface WebhookHouse extends TestApp {
  owner: Person
  /** One more worker that sends webhooks. */
  startSending: () => { stop: () => Promise<void> }
  /** Makes an endpoint; what isn't said is as usual. */
  hook: (wish: object) => Promise<{ id: string; secret: string }>
  /** Whether all that send have got to the present. */
  isQuiet: () => Promise<boolean>
}

/** Both APIs, and workers that send to this machine, with short waits after failures. */
export async function webhookHouse(
  t: Test,
  { delaysMs = [20, 40, 80, 160, 320, 640] }: { delaysMs?: number[] } = {},
): Promise<WebhookHouse> {
  const app = await testApp(t, { outboundAllow: ['127.0.0.0/8'] })
  const owner = await app.signInAs('owner')
  const outbound = createOutbound({ allow: ['127.0.0.0/8'] })
  t.teardown(outbound.close)
  let count = 0
  return {
    ...app,
    owner,
    startSending() {
      const sending = { send: outbound.post, key: deriveKey(app.secret, 'webhooks'), delaysMs, mediaBase: '' }
      const workers = startWebhooks({ base: app.base, log: () => {}, ...sending })
      t.teardown(workers.stop)
      return workers
    },
    async isQuiet() {
      const all: { state: string; lag: { seq: number } }[] = (await owner.ask('GET', '/webhooks')).json().data
      return all.every(({ state, lag }) => state === 'disabled' || lag.seq === 0)
    },
    async hook(wish) {
      count += 1
      const reply = await owner.ask('POST', '/webhooks', { name: `Hook ${count}`, ...wish })
      if (reply.statusCode !== 201) throw new Error(`${reply.statusCode} ${reply.body}`)
      return reply.json()
    },
  }
}
