import type { ClearedTo, Transaction } from '@verso/data'
import type { Context } from '../context.ts'
import { recordAudit } from '../record-audit.ts'
import { type CompactionState, findCompaction, historyDays, putCompaction } from './history-settings.ts'

export type CompactionProgress = Pick<CompactionState, 'publications' | 'references' | 'eventsTo' | 'horizon'>

interface Compaction {
  /** In place of the setting. */
  days?: number | undefined
  signal?: AbortSignal | undefined
  onProgress?: ((progress: CompactionProgress) => void) | undefined
}

const dayMs = 24 * 60 * 60 * 1000
/** So many rows are cleared in a transaction, so that nobody who changes the model waits for long. */
const publicationsAtOnce = 100
const referencesAtOnce = 1_000
const filesAtOnce = 500
const eventsAtOnce = 1_000n

/**
 * Clears what no kept point shows: content of publications that are over, references, bytes of files that were replaced or removed, what events tell. Points of the last days are kept,
 * and those that have a name; that something was public, of which revision and when, stays for good. Drafts, revisions and what is public
 * now are never looked at. It can be broken off at any moment, and goes on where it was. Gives null where everything is kept for ever.
 */
export async function compactHistory(ctx: Context, { days, signal, onProgress }: Compaction = {}): Promise<CompactionState | null> {
  const keptDays = days ?? (await historyDays(ctx.store))
  if (keptDays === null) return null
  let state = await giveUp(ctx, new Date(ctx.now().getTime() - keptDays * dayMs))
  for (const step of [clearPublications, removeReferences, releaseFiles, emptyEvents]) {
    let after: ClearedTo | null = null
    for (let isOver = false; !isOver; ) {
      if (signal?.aborted === true) return state
      const done = await ctx.store.transaction((tx) => step(tx, state, after))
      state = done.state
      after = done.after
      isOver = done.isOver
      onProgress?.(state)
    }
  }
  return finish(ctx, state)
}

/** Asks for it to happen soon, once however often that is asked. */
export async function startCompaction({ store }: Pick<Context, 'store'>): Promise<void> {
  if ((await historyDays(store)) === null) return
  await store.transaction((tx) => tx.jobs.add({ task: 'compactHistory', payload: {}, key: 'compactHistory' }))
}

/** The horizon goes up first: from then on nobody reads what is cleared afterwards. */
async function giveUp(ctx: Context, before: Date): Promise<CompactionState> {
  return ctx.store.transaction(async (tx) => {
    await tx.history.lock()
    const last = await findCompaction(tx)
    const present = await tx.history.horizon()
    const wanted = await tx.log.seqAt(before)
    const horizon = wanted > present ? await tx.history.raise(wanted) : present
    if (horizon > present) {
      const change = { before: { horizon: Number(present) }, after: { horizon: Number(horizon) } }
      await recordAudit(ctx, tx, { action: 'history.compact', target: { kind: 'history', id: null }, ...change })
    }
    if (last?.state === 'running') return { ...last, horizon: String(horizon) }
    const startedAt = ctx.now().toISOString()
    const none = { publications: 0, references: 0, eventsTo: last?.eventsTo ?? '0' }
    return { state: 'running', horizon: String(horizon), startedAt, endedAt: null, ...none }
  })
}

interface Done {
  state: CompactionState
  after: ClearedTo | null
  isOver: boolean
}

async function clearPublications(tx: Transaction, state: CompactionState, after: ClearedTo | null): Promise<Done> {
  // A change of the model rewrites what is over too: not what is being cleared.
  await tx.models.lockShared()
  const { count, next } = await tx.history.clearPublications(after, publicationsAtOnce)
  return noted(tx, { ...state, publications: state.publications + count }, { after: next, isOver: next === null })
}

async function removeReferences(tx: Transaction, state: CompactionState, after: ClearedTo | null): Promise<Done> {
  await tx.models.lockShared()
  const { count, next } = await tx.history.removeReferences(after, referencesAtOnce)
  return noted(tx, { ...state, references: state.references + count }, { after: next, isOver: next === null })
}

/** Their bytes go when this has committed, and not before; where a job is done twice it looks again who has them. */
async function releaseFiles(tx: Transaction, state: CompactionState): Promise<Done> {
  const { count, hashes } = await tx.history.releaseFiles(filesAtOnce)
  const unused = [...hashes, ...(await tx.renditions.forget(hashes))]
  if (unused.length > 0) await tx.jobs.add({ task: 'removeFiles', payload: { hashes: unused } })
  return noted(tx, state, { after: null, isOver: count < filesAtOnce })
}

async function emptyEvents(tx: Transaction, state: CompactionState): Promise<Done> {
  const [from, horizon] = [BigInt(state.eventsTo), BigInt(state.horizon)]
  const upTo = from + eventsAtOnce < horizon ? from + eventsAtOnce : horizon
  await tx.history.emptyEvents({ after: from, upTo })
  return noted(tx, { ...state, eventsTo: String(upTo) }, { after: null, isOver: upTo >= horizon })
}

async function noted(tx: Transaction, state: CompactionState, { after, isOver }: Omit<Done, 'state'>): Promise<Done> {
  await putCompaction(tx, state)
  return { state, after, isOver }
}

async function finish(ctx: Context, state: CompactionState): Promise<CompactionState> {
  const ended: CompactionState = { ...state, state: 'done', endedAt: ctx.now().toISOString() }
  await ctx.store.transaction((tx) => putCompaction(tx, ended))
  return ended
}
