import type { EntryRow, Transaction } from '@verso/data'
import type { ContentType } from '@verso/model'
import { may } from '../authorise.ts'
import type { Context } from '../context.ts'
import { Refusal } from '../refusal.ts'

interface Above {
  entry: EntryRow
  type: ContentType
}

/** A path leads through all entries above, so nothing public stands below what isn't. */
export async function refusePublishedChildren(
  ctx: Context,
  tx: Transaction,
  { entry, type, locales }: Above & { locales: string[] },
): Promise<void> {
  if (type.tree !== true) return
  const children = await tx.publications.childrenOf(entry.id, locales)
  if (children.total > 0)
    throw await inUse(ctx, tx, { ...children, sentence: 'Entries below this one are published; unpublish or move them first' })
}

/** What is in the trash has no children: they go there first, or to another place. */
export async function refuseChildren(ctx: Context, tx: Transaction, { entry, type }: Above): Promise<void> {
  if (type.tree !== true || entry.children === 0) return
  const children = await tx.tree.liveChildren(entry.id)
  throw await inUse(ctx, tx, { ...children, sentence: 'There are entries below this one; move or trash them first' })
}

async function inUse(
  ctx: Context,
  tx: Transaction,
  { ids, total, sentence }: { ids: string[]; total: number; sentence: string },
): Promise<Refusal> {
  const known = (await tx.entries.findMany(ids)).filter((row) => may(ctx.actor, 'read', row)).map((row) => row.id)
  return new Refusal('in_use', sentence, { facts: { children: known.toSorted(), total } })
}
