import type { EntryRow, Transaction } from '@verso/data'
import type { ContentType } from '@verso/model'
import { authorise } from '../authorise.ts'
import type { Context } from '../context.ts'
import { recordAudits } from '../record-audit.ts'
import type { ChangedEntry } from './change-one.ts'
import { entryDetail } from './entry-detail.ts'
import { takeLiveEntry } from './entry-in-hand.ts'
import { refusingTaken } from './refuse-publication.ts'
import { getParent, orderKeys, wrongPlace } from './tree-place.ts'
import { getEntryRow } from './write-revision.ts'

export interface EntryMove {
  /** The entry to stand below; null for the root. */
  parent: string | null
  /** The sibling to stand before; last without one. */
  before?: string | undefined
  ifMatch?: number | undefined
}

/**
 * Moves an entry to another place in its tree, with all that is below it. A place is a fact and no draft: the paths of whatever is
 * published change at once, with one `seq`, and the old ones become redirects.
 */
export async function moveEntry(ctx: Context, entryId: string, { ifMatch, ...move }: EntryMove): Promise<ChangedEntry> {
  return refusingTaken(ctx, () =>
    ctx.store.transaction(async (tx) => {
      const placed = await place(ctx, tx, { ...move, entryId, ifMatch })
      const seq = await placeForReaders(ctx, tx, placed === null ? [] : [placed])
      return { entry: await entryDetail(ctx, tx, await getEntryRow(tx, entryId)), seq }
    }),
  )
}

/** Moves several entries below one parent, in their order, under one `seq`; all of them or none. Says which have moved. */
export async function moveEntries(
  ctx: Context,
  entryIds: readonly string[],
  { parent }: Pick<EntryMove, 'parent'>,
): Promise<{ seq: bigint | null; moved: string[] }> {
  return refusingTaken(ctx, () =>
    ctx.store.transaction(async (tx) => {
      const placed: Placed[] = []
      for (const entryId of entryIds) placed.push(...[await place(ctx, tx, { entryId, parent })].filter((one) => one !== null))
      return { seq: await placeForReaders(ctx, tx, placed), moved: placed.map(({ entry }) => entry.id) }
    }),
  )
}

/** An entry that has its new place, with what changed its key along. */
interface Placed extends Pick<EntryMove, 'parent' | 'before'> {
  entry: EntryRow
  ids: string[]
}

/** Null when the entry stands there already. */
async function place(ctx: Context, tx: Transaction, move: EntryMove & { entryId: string }): Promise<Placed | null> {
  const { entryId, parent, before, ifMatch } = move
  const { entry, type } = await takeLiveEntry(ctx, tx, { entryId, action: 'edit', changesTree: true, ifMatch })
  const keys = await newKeys(ctx, tx, { entry, type, parent, before: before ?? null })
  if (keys === null) return null
  if (entry.publications.length > 0) authorise(ctx.actor, 'publish', entry)
  await tx.tree.place(keys.map((key) => ({ ...key, parentId: parent })))
  return { entry, parent, before, ids: keys.map(({ id }) => id) }
}

interface Move {
  entry: EntryRow
  type: ContentType
  parent: string | null
  before: string | null
}

/** The keys to write; null when the entry stands there already. */
async function newKeys(ctx: Context, tx: Transaction, { entry, type, parent, before }: Move): Promise<ReturnType<typeof orderKeys> | null> {
  if (type.tree !== true) throw wrongPlace('/parent', 'not_a_tree', `Entries of ${type.label} have no parent`)
  if (parent !== null) {
    await getParent(ctx, tx, { type, parentId: parent })
    if ((await tx.tree.lineage(parent)).includes(entry.id)) throw wrongPlace('/parent', 'cycle', 'An entry can not stand below itself')
  }
  const siblings = await tx.tree.siblings(type.id, parent)
  if (before !== null && (before === entry.id || !siblings.some((sibling) => sibling.id === before))) {
    throw wrongPlace('/before', 'unknown_sibling', 'There is no such entry below this parent')
  }
  const index = siblings.findIndex((sibling) => sibling.id === entry.id)
  const isThere = index !== -1 && entry.orderKey !== null && (siblings[index + 1]?.id ?? null) === before
  return isThere ? null : orderKeys(siblings, entry.id, before)
}

/** Readers see places of what is published alone. */
async function placeForReaders(ctx: Context, tx: Transaction, placed: readonly Placed[]): Promise<bigint | null> {
  const seq = await replacePlaces(
    ctx,
    tx,
    placed.flatMap(({ ids }) => ids),
  )
  await recordAudits(
    ctx,
    tx,
    placed.map(({ entry, parent, before }) => ({
      action: 'entry.move',
      target: { kind: 'entry', id: entry.id },
      before: { parent: entry.parentId },
      after: { parent, before: before ?? null, ...(seq === null ? {} : { seq: Number(seq) }) },
    })),
  )
  return seq
}

async function replacePlaces(ctx: Context, tx: Transaction, entryIds: string[]): Promise<bigint | null> {
  if (entryIds.length === 0 || (await tx.publications.heads(entryIds)).length === 0) return null
  return tx.log.append({ kind: 'entry.published', byId: ctx.actor.id, byKind: ctx.actor.kind, at: ctx.now() }, () =>
    tx.publications.replacePlaces(entryIds),
  )
}
