import type { EntryRow, Sibling, Transaction } from '@verso/data'
import { type ContentType, isUuid } from '@verso/model'
import { generateKeyBetween, generateNKeysBetween } from 'fractional-indexing'
import { may } from '../authorise.ts'
import type { Context } from '../context.ts'
import { Refusal } from '../refusal.ts'

/** Where a new entry goes: last below its parent, or last at the root; nowhere where the type is no tree. */
export async function lastPlace(
  ctx: Context,
  tx: Transaction,
  { type, parentId }: { type: ContentType; parentId: string | null },
): Promise<{ parentId?: string | null; orderKey?: string }> {
  if (type.tree !== true) {
    if (parentId !== null) throw wrongPlace('/parent', 'not_a_tree', `Entries of ${type.label} have no parent`)
    return {}
  }
  // Held from before the look at the siblings, so that two new ones don't get one place.
  await tx.tree.lock()
  if (parentId !== null) await getParent(ctx, tx, { type, parentId })
  const last = (await tx.tree.siblings(type.id, parentId)).findLast((sibling) => sibling.orderKey !== null)
  return { parentId, orderKey: generateKeyBetween(last?.orderKey, null) }
}

/** The entry that another is to stand below: one of the same type that is there for the actor and isn't in the trash. */
export async function getParent(
  ctx: Context,
  tx: Transaction,
  { type, parentId }: { type: ContentType; parentId: string },
): Promise<EntryRow> {
  const parent = isUuid(parentId) ? await tx.entries.find(parentId) : null
  if (parent === null || !may(ctx.actor, 'read', parent)) throw wrongPlace('/parent', 'unknown_parent', 'There is no such entry')
  if (parent.typeId !== type.id) throw wrongPlace('/parent', 'wrong_type', `Only an entry of ${type.label} can be the parent of one`)
  if (parent.trashedAt !== null) throw wrongPlace('/parent', 'trashed', 'The parent is in the trash')
  return parent
}

/**
 * Keys that put an entry before one of its siblings, or last. Siblings that were never put in order get theirs along: between two
 * that have none nothing can stand.
 */
export function orderKeys(siblings: readonly Sibling[], id: string, before: string | null): { id: string; orderKey: string }[] {
  const others = siblings.filter((sibling) => sibling.id !== id)
  const ordered = others.filter((sibling) => sibling.orderKey !== null)
  const unordered = others.slice(ordered.length)
  const keys = generateNKeysBetween(ordered.at(-1)?.orderKey, null, unordered.length)
  const given = unordered.map((sibling, index) => ({ id: sibling.id, orderKey: keys[index] ?? '' }))
  const all = [...ordered, ...given]
  const index = before === null ? all.length : all.findIndex((sibling) => sibling.id === before)
  return [...given, { id, orderKey: generateKeyBetween(all[index - 1]?.orderKey, all[index]?.orderKey) }]
}

export function wrongPlace(path: '/parent' | '/before', code: string, message: string): Refusal {
  return new Refusal('invalid_value', message, { issues: [{ path, code, message }] })
}
