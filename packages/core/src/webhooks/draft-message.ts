import type { DraftMessageRow, WebhookRow } from '@verso/data'
import { may } from '../authorise.ts'
import type { Teller } from './tellers.ts'
import type { WebhookMessage } from './webhook-messages.ts'

/** Events of drafts: only whoever names them is told of them. */
const draftEvents = ['entry.created', 'entry.updated'] as const

export function isDraftEvent(event: string): boolean {
  return draftEvents.some((one) => one === event)
}

/** The oldest of what an endpoint is still to be told of drafts; null where there is nothing. What it doesn't want to know, or may not, is passed over. */
export async function nextDraftMessage(
  { ctx, telling }: Teller,
  hook: WebhookRow,
  epoch: string,
): Promise<{ message: WebhookMessage; id: bigint } | null> {
  if (!hook.events.some(isDraftEvent)) return null
  const { draftMessages } = ctx.store
  for (;;) {
    const row = await draftMessages.next(hook.id)
    if (row === null) return null
    const message = await messageOf({ ctx, telling }, hook, { row, epoch })
    if (message !== null) return { message, id: row.id }
    await draftMessages.remove(hook.id, row.id)
  }
}

async function messageOf(
  { ctx, telling }: Teller,
  { events, settings: { fieldIds } }: WebhookRow,
  { row, epoch }: { row: DraftMessageRow; epoch: string },
): Promise<WebhookMessage | null> {
  const type = telling.model.types.find(({ id }) => id === row.typeId)
  const isWanted = events.includes(row.event) && (fieldIds === undefined || row.changed.some((id) => fieldIds.includes(id)))
  if (type === undefined || !isWanted) return null
  const entry = await ctx.store.entries.find(row.entryId)
  if (entry === null || !may(ctx.actor, 'read', entry)) return null
  const changedFields = type.fields.filter(({ id }) => row.changed.includes(id)).map(({ name }) => name)
  const op = row.event === 'entry.created' ? ('create' as const) : ('update' as const)
  return {
    ...{ id: `msg_${epoch}_draft_${row.id}`, type: row.event, seq: null, part: 0, at: row.at },
    data: {
      items: [{ op, id: row.entryId, type: type.name, locale: null, slug: null, revision: row.revision, changedFields }],
      // Nothing that is public has changed.
      affected: { entries: [], types: [], pages: [], complete: true },
      tags: [],
      by: { id: row.byId, kind: row.byId === null ? 'system' : 'user' },
    },
  }
}
