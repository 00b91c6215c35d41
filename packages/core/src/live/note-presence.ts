import type { Context } from '../context.ts'
import { getReadableEntry } from '../entries/get-readable-entry.ts'
import { Refusal } from '../refusal.ts'

export interface PresenceNote {
  /** One window of somebody's: two of them are there twice. */
  clientId: string
  path?: string | undefined
  locale?: string | undefined
}

/** Says that the actor has an entry open, for the next minute. Holds nobody up, and is no matter for the audit. */
export async function notePresence(ctx: Context, entryId: string, { clientId, path, locale }: PresenceNote): Promise<void> {
  const entry = await getReadableEntry(ctx, ctx.store, entryId)
  const place = { path: path ?? null, locale: locale ?? null }
  await ctx.store.presence.note({ entryId: entry.id, byId: whoIsThere(ctx), clientId, ...place })
}

export async function endPresence(ctx: Context, entryId: string, clientId: string): Promise<void> {
  const entry = await getReadableEntry(ctx, ctx.store, entryId)
  await ctx.store.presence.end({ entryId: entry.id, byId: whoIsThere(ctx), clientId })
}

function whoIsThere({ actor }: Context): string {
  if (actor.id === null) throw new Refusal('not_allowed', 'Only somebody can be there')
  return actor.id
}
