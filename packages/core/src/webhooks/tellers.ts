import type { WebhookRow } from '@verso/data'
import type { Model } from '@verso/model'
import { openModel } from '../content/readable-model.ts'
import type { Context } from '../context.ts'
import { type Impact, impactOfEvent } from '../impact/impact-of-event.ts'
import type { MediaPlace } from '../media/file-address.ts'
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
export function createTellers(base: Base, place: MediaPlace): (hook: WebhookRow) => Promise<Teller | null> {
  const known = new Map<string, { teller: Teller | null; until: number }>()
  return async (hook) => {
    const key = `${hook.ownerKind} ${hook.ownerId}`
    const before = known.get(key)
    if (before !== undefined && before.until > performance.now()) return before.teller
    const teller = await tellerFor(base, hook, place)
    known.set(key, { teller, until: performance.now() + verdictMs })
    return teller
  }
}

export async function tellerFor(base: Base, hook: Pick<WebhookRow, 'ownerKind' | 'ownerId'>, place: MediaPlace): Promise<Teller | null> {
  const [actor, present] = await Promise.all([actorOfWebhook(base.store, hook, base.now()), base.model()])
  if (actor === null) return null
  const ctx = { ...systemContext(base), actor }
  const model = openModel(present, actor, base.now())
  return { ctx, telling: { reader: tellingReader(ctx, place), model, impactOf: createImpacts(base.store, model) } }
}

/** A worker far behind must not keep what nobody asks for again. */
const maxImpacts = 500

function createImpacts(store: Context['store'], model: Model): Telling['impactOf'] {
  const known = new Map<bigint, Promise<Impact>>()
  return (row) => {
    const before = known.get(row.seq)
    if (before !== undefined) return before
    const impact = impactOfEvent(store, row, model)
    if (known.size >= maxImpacts) known.clear()
    known.set(row.seq, impact)
    impact.catch(() => known.delete(row.seq))
    return impact
  }
}
