import type { DraftMessageRow, WebhookRow } from '@verso/data'
import { may } from '../authorise.ts'
import type { Teller } from './tellers.ts'
import type { WebhookMessage } from './webhook-messages.ts'

/** Events of drafts: only whoever names them is told of them. */
const draftEvents = ['entry.created', 'entry.updated'] as const

export function isDraftEvent(event: string): boolean {
  return draftEvents.some((one) => one === event)
}

/** So much at most is passed over in a step, however much was left while an endpoint wanted to know of it. */
const passedAtOnce = 100

interface NextDraft {
  told: { message: WebhookMessage; id: bigint } | null
  /** There is more to look at. */
  isMore: boolean
}

/** The oldest of what an endpoint is still to be told of drafts. What it doesn't want to know, or may not, is passed over. */
export async function nextDraftMessage(
  teller: Teller,
  hook: WebhookRow,
  { epoch, signal }: { epoch: string; signal?: AbortSignal | undefined },
): Promise<NextDraft> {
  const { draftMessages } = teller.ctx.store
  // Mostly the first one is wanted: only where it isn't more of them are read.
  for (const limit of [1, passedAtOnce]) {
    const passed: bigint[] = []
    const rows = await draftMessages.next(hook.id, limit)
    for (const row of rows) {
      if (signal?.aborted === true) return { told: null, isMore: true }
      const message = await messageOf(teller, hook, { row, epoch })
      if (message === null) passed.push(row.id)
      else {
        await draftMessages.remove(hook.id, passed)
        return { told: { message, id: row.id }, isMore: true }
      }
    }
    await draftMessages.remove(hook.id, passed)
    if (rows.length < limit) return { told: null, isMore: false }
  }
  return { told: null, isMore: true }
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
      by: { id: row.byId, kind: row.byKind },
    },
  }
}
