import type { Store, WebhookRow } from '@verso/data'
import type { Actor } from '../context.ts'
import { Refusal } from '../refusal.ts'
import { actorOfSchedule } from '../schedules/actor-of-schedule.ts'

/** Whose rights an endpoint is told with, as they are at this moment; null where they have none any more. */
export async function actorOfWebhook(
  store: Store,
  { ownerKind, ownerId }: Pick<WebhookRow, 'ownerKind' | 'ownerId'>,
  now: Date,
): Promise<Actor | null> {
  try {
    return await actorOfSchedule(store, { createdByKind: ownerKind, createdById: ownerId }, now)
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}
