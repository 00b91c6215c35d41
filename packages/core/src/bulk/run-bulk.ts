import type { Context } from '../context.ts'
import { actEvents } from '../entries/apply-acts.ts'
import { changeTogether } from '../entries/change-together.ts'
import { getReadableEntry } from '../entries/get-readable-entry.ts'
import { moveEntries } from '../entries/move-entry.ts'
import { purgeEntry } from '../entries/purge-entry.ts'
import { type ReaderAction, readerActions } from '../entries/reader-act.ts'
import { refuseAll } from '../entries/refuse-all.ts'
import { restoreEntry } from '../entries/restore-entry.ts'
import { saveEntry } from '../entries/save-entry.ts'
import { Refusal } from '../refusal.ts'
import { storeWithin } from './bound-store.ts'
import type { BulkAction, BulkChange, BulkOutcome, BulkResult } from './bulk-change.ts'

/**
 * Does one thing to many entries. What readers see of them changes under one `seq`; everything else is done entry by entry, unless it
 * is all or nothing: then one transaction holds it all.
 */
export async function runBulk(ctx: Context, change: BulkChange, entryIds: readonly string[]): Promise<BulkOutcome> {
  const { action, locales, allOrNothing } = change
  if (isReaderAction(action)) {
    const wishes = entryIds.map((entryId) => ({ entryId, action, locales }))
    const mode = allOrNothing === true ? 'all' : 'each'
    const { seq, outcomes } = await changeTogether(ctx, { wishes, mode, kind: actEvents[action] })
    return { seq, results: outcomes.map(({ entryId, refusal, changed }) => resultOf(entryId, refusal ?? changed)) }
  }
  if (allOrNothing !== true)
    return action === 'move' ? moveEach(ctx, change, entryIds) : { seq: null, results: await oneByOne(ctx, change, entryIds) }
  return ctx.store.transaction(async (tx) => {
    const within = { ...ctx, store: storeWithin(ctx.store, tx) }
    if (action === 'move') return moveAll(within, change, entryIds)
    const results = await oneByOne(within, change, entryIds)
    const refusals = results.flatMap(({ refusal }, index) => (refusal === null ? [] : [[index, refusal] as const]))
    if (refusals.length > 0) throw refuseAll(results, new Map(refusals))
    return { seq: null, results }
  })
}

/** Whether a change is made of all of its entries at once; else each is changed for itself. */
export function isTogether({ action, allOrNothing }: BulkChange): boolean {
  return allOrNothing === true || action === 'move' || isReaderAction(action)
}

function isReaderAction(action: BulkAction): action is ReaderAction {
  return action in readerActions
}

function resultOf(entryId: string, result: Refusal | boolean): BulkResult {
  if (result instanceof Refusal) return { entryId, outcome: 'failed', refusal: result }
  return { entryId, outcome: result ? 'done' : 'unchanged', refusal: null }
}

async function oneByOne(ctx: Context, change: BulkChange, entryIds: readonly string[]): Promise<BulkResult[]> {
  const results: BulkResult[] = []
  // In order of id, in which several are locked everywhere.
  for (const entryId of entryIds.toSorted()) results.push(resultOf(entryId, await orRefusal(changeOneEntry(ctx, change, entryId))))
  const place = new Map(entryIds.map((entryId, index) => [entryId, index]))
  return results.toSorted((one, other) => (place.get(one.entryId) ?? 0) - (place.get(other.entryId) ?? 0))
}

async function orRefusal<T>(act: Promise<T>): Promise<T | Refusal> {
  try {
    return await act
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}

/** Gives whether anything is different now. */
async function changeOneEntry(ctx: Context, { action, fields, parent }: BulkChange, entryId: string): Promise<boolean> {
  switch (action) {
    case 'edit': {
      const { revision } = await getReadableEntry(ctx, ctx.store, entryId)
      const saved = await saveEntry(ctx, entryId, { fields, baseRevision: revision })
      return saved.row.revision !== revision
    }
    case 'restore':
      await restoreEntry(ctx, entryId)
      return true
    case 'purge':
      await purgeEntry(ctx, entryId)
      return true
    case 'move':
      return (await moveEntries(ctx, [entryId], { parent: parent ?? null })).moved.length > 0
    default:
      throw new Error(`"${action}" is not done entry by entry`)
  }
}

async function moveAll(ctx: Context, { parent }: BulkChange, entryIds: readonly string[]): Promise<BulkOutcome> {
  const { seq, moved } = await moveEntries(ctx, entryIds, { parent: parent ?? null })
  return { seq, results: entryIds.map((entryId) => resultOf(entryId, moved.includes(entryId))) }
}

/** All at once, under one `seq`; where one of them is in the way, each for itself. */
async function moveEach(ctx: Context, change: BulkChange, entryIds: readonly string[]): Promise<BulkOutcome> {
  const together = await orRefusal(moveAll(ctx, change, entryIds))
  return together instanceof Refusal ? { seq: null, results: await oneByOne(ctx, change, entryIds) } : together
}
