import type { WebhookRow } from '@verso/data'
import { openModel } from '../content/readable-model.ts'
import type { Context } from '../context.ts'
import { systemContext } from '../system-actor.ts'
import { actorOfWebhook } from './actor-of-webhook.ts'
import { tellingReader } from './projected-entries.ts'
import type { Telling } from './webhook-items.ts'

type Base = Omit<Context, 'actor' | 'address' | 'requestId'>

/** In whose name an endpoint is told, and what of the model they may see. */
export interface Teller {
  ctx: Context
  telling: Telling
}

/** As long as a verdict counts for requests. */
const verdictMs = 1_000

/** With whose rights endpoints are told, as they were within the last second; null for who has none any more. */
export function createTellers(base: Base, { mediaBase }: { mediaBase: string }): (hook: WebhookRow) => Promise<Teller | null> {
  const known = new Map<string, { teller: Teller | null; until: number }>()
  return async (hook) => {
    const key = `${hook.ownerKind} ${hook.ownerId}`
    const before = known.get(key)
    if (before !== undefined && before.until > performance.now()) return before.teller
    const teller = await tellerFor(base, hook, mediaBase)
    known.set(key, { teller, until: performance.now() + verdictMs })
    return teller
  }
}

export async function tellerFor(base: Base, hook: Pick<WebhookRow, 'ownerKind' | 'ownerId'>, mediaBase: string): Promise<Teller | null> {
  const actor = await actorOfWebhook(base.store, hook, base.now())
  if (actor === null) return null
  const ctx = { ...systemContext(base), actor }
  return { ctx, telling: { reader: tellingReader(ctx, mediaBase), model: openModel(await base.model(), actor, base.now()) } }
}
