import type { EntryRow, Transaction } from '@verso/data'
import { type ContentType, isUuid, type Locale, type Model } from '@verso/model'
import { type Action, authorise, authoriseKind } from '../authorise.ts'
import type { Context } from '../context.ts'
import { Refusal } from '../refusal.ts'
import { typeOfEntry } from './entry-detail.ts'

/** An entry that this transaction holds alone, under a model that can't change meanwhile. */
export interface EntryInHand {
  entry: EntryRow
  type: ContentType
  model: Model
  locales: Locale[]
}

export interface Hold {
  entryId: string
  action: Action
  /** Revision that the caller saw (`If-Match`); another one by now is refused as stale. */
  ifMatch?: number | undefined
  /** The act changes who stands below whom, or relies on it. */
  changesTree?: boolean
}

/** Locks an entry for an action that its actor may do. */
export async function takeEntry(ctx: Context, tx: Transaction, { entryId, action, ifMatch, changesTree }: Hold): Promise<EntryInHand> {
  authoriseKind(ctx.actor, action)
  // The model before the entry, in every verb: a change of the model waits for writers of content and never crosses them.
  const [model, entry] = await lockBoth(tx, { entryId, action, changesTree })
  if (entry === null) throw new Refusal('not_found', 'There is no such entry')
  authorise(ctx.actor, action, entry)
  if (ifMatch !== undefined && ifMatch !== entry.revision) {
    throw new Refusal('stale', `The entry is at revision ${entry.revision}`, { facts: { revision: entry.revision } })
  }
  return { entry, type: typeOfEntry(model, entry), model, locales: model.locales }
}

async function lockBoth(
  tx: Transaction,
  { entryId, action, changesTree }: Pick<Hold, 'entryId' | 'action'> & { changesTree: boolean | undefined },
): Promise<[Model, EntryRow | null]> {
  const lock = action === 'edit' ? tx.entries.lockDraft : tx.entries.lock
  const entry = () => (isUuid(entryId) ? lock(entryId) : null)
  // Sent together; PostgreSQL takes them in this order.
  if (changesTree !== true) return Promise.all([tx.models.lockShared(), entry()])
  const model = await tx.models.lockShared()
  if (model.types.some((type) => type.tree === true)) await tx.tree.lock()
  return [model, await entry()]
}

/** The same, for actions on what isn't in the trash. */
export async function takeLiveEntry(ctx: Context, tx: Transaction, hold: Hold): Promise<EntryInHand> {
  const inHand = await takeEntry(ctx, tx, hold)
  if (inHand.entry.trashedAt !== null) throw new Refusal('trashed', 'The entry is in the trash; restore it first')
  return inHand
}

/** The same, for actions on what is in the trash. */
export async function takeTrashedEntry(ctx: Context, tx: Transaction, hold: Hold): Promise<EntryInHand> {
  const inHand = await takeEntry(ctx, tx, hold)
  if (inHand.entry.trashedAt === null) throw new Refusal('not_trashed', 'The entry is not in the trash')
  return inHand
}
