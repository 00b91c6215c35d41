import type { EntryRow, OutdatedEntry, Previewed, Transaction } from '@verso/data'
import type { Model } from '@verso/model'
import type { Context } from '../context.ts'
import { typeOfEntry } from '../entries/entry-detail.ts'
import { preparePublication } from '../entries/prepare-publication.ts'
import { gatherPreviewed } from '../search/gather-words.ts'
import { systemActor } from '../system-actor.ts'
import { followSteps } from './follow-steps.ts'
import type { PreviewSource, PreviewStep } from './preview-source.ts'

const pageSize = 500
const draftsAtOnce = 2_500
/** So much older a preview looks than it is, for a write less at each look. */
const usedMs = 10 * 60_000

interface Updating {
  source: PreviewSource
  model: Model
}

export interface Look {
  source: PreviewSource
  /** Its documents are to be found by their words. */
  isSearched: boolean
}

/**
 * Brings what is kept of a preview in line with the snapshot of this transaction: of drafts only what has changed since the last look is
 * worked out, by the functions that publish. Where nothing has, these are two statements that only look. Null when there is more to do than
 * goes into one transaction, and only a part of it is done.
 */
export async function updatePreview(ctx: Context, tx: Transaction, { source, isSearched }: Look): Promise<Previewed | null> {
  const model = await tx.models.current()
  const state = await tx.previews.state(source.id)
  const isOther = state.digest !== source.digest
  const all = await outdatedIn(tx, { source, model })
  const outdated = source.steps === 'drafts' ? all.slice(0, draftsAtOnce) : all
  const isPart = outdated.length < all.length
  const treeIds = model.types.filter((type) => type.tree === true).map((type) => type.id)
  const isMoved = treeIds.length > 0 && state.placedAt !== state.seq
  const isUnused = state.usedAt === null || ctx.now().getTime() - state.usedAt.getTime() > usedMs
  if (isOther || isMoved || isUnused || outdated.length > 0) await tx.previews.hold(source.id, ctx.now())
  if (isOther || outdated.length > 0) await rewrite(ctx, tx, { source, model, outdated })
  if (isOther || isMoved || outdated.length > 0) {
    if (treeIds.length > 0 && !isPart) await tx.previews.place(source.id, treeIds)
    await tx.previews.settle(source.id, { digest: source.digest, placedAt: state.seq })
  }
  if (isPart || (isSearched && (await gatherPreviewed(ctx, tx, { previewId: source.id, model })))) return null
  return { id: source.id, now: state.changedAt }
}

async function outdatedIn(tx: Transaction, { source, model }: Updating): Promise<OutdatedEntry[]> {
  const { id, steps } = source
  if (steps === 'drafts') {
    const typeIds = model.types.filter((type) => type.kind !== 'component').map((type) => type.id)
    return tx.previews.outdatedDrafts(id, { modelVersion: model.version, typeIds })
  }
  const entryIds = [...new Set(steps.flatMap(({ wishes }) => wishes.map(({ entryId }) => entryId)))]
  return tx.previews.outdatedEntries(id, { modelVersion: model.version, entryIds })
}

async function rewrite(ctx: Context, tx: Transaction, { outdated, ...updating }: Updating & { outdated: OutdatedEntry[] }): Promise<void> {
  const { source, model } = updating
  if (source.steps === 'drafts') return rewriteDrafts(ctx, tx, { ...updating, outdated })
  // One entry may decide about others, of this step or of later ones: all is followed again.
  await tx.previews.forget(source.id, null)
  await writeSteps(ctx, tx, { id: source.id, steps: source.steps, modelVersion: model.version })
}

async function rewriteDrafts(ctx: Context, tx: Transaction, { source, model, outdated }: Updating & { outdated: OutdatedEntry[] }) {
  await tx.previews.forget(
    source.id,
    outdated.map(({ entryId }) => entryId),
  )
  const wanted = outdated.flatMap(({ entryId, signature }) => (signature === null ? [] : [{ entryId, signature }]))
  for (const entries of pagesOf(wanted)) {
    const rows = await tx.entries.findMany(entries.map(({ entryId }) => entryId))
    await tx.previews.write(source.id, { entries, publications: rows.flatMap((entry) => documentsOf(ctx, entry, model)), ended: [] })
  }
}

/** What publishing the draft would make public. */
function documentsOf(ctx: Context, entry: EntryRow, model: Model) {
  const inHand = { entry, type: typeOfEntry(model, entry), model, locales: model.locales }
  return preparePublication({ ...ctx, actor: systemActor }, inHand).map((one) => ({ ...one, publishedAt: null, firstPublishedAt: null }))
}

async function writeSteps(
  ctx: Context,
  tx: Transaction,
  { id, steps, modelVersion }: { id: string; steps: PreviewStep[]; modelVersion: number },
): Promise<void> {
  const { publications, ended, entryIds } = await followSteps(ctx, tx, steps)
  await tx.previews.write(id, { entries: await tx.previews.signatures(entryIds, modelVersion), publications: [], ended })
  for (const page of pagesOf(publications)) await tx.previews.write(id, { entries: [], publications: page, ended: [] })
}

function pagesOf<T>(all: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(all.length / pageSize) }, (_, page) => all.slice(page * pageSize, (page + 1) * pageSize))
}
