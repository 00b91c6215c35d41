import type { EntryRow, EventItem, Transaction } from '@verso/data'
import { isUuid } from '@verso/model'
import { authorise, authoriseKind, authoriseManage } from '../authorise.ts'
import type { Context } from '../context.ts'
import { typeOfEntry } from '../entries/entry-detail.ts'
import { refuseChildren } from '../entries/refuse-ends.ts'
import { recordAudit } from '../record-audit.ts'
import { Refusal } from '../refusal.ts'
import { eraseMediaRows } from './erase-media.ts'
import type { Erased, ErasureWish } from './erased.ts'

/**
 * Erases an entry for good, whatever its state, and also what is still told of one that was purged: drafts, history, all that was ever
 * public of it, its addresses. Nothing undoes it; what is kept are its id and that it happened. `withMedia`: the files that nothing else
 * leads to go along.
 */
export async function eraseEntry(
  ctx: Context,
  entryId: string,
  { reason, withMedia }: ErasureWish & { withMedia?: boolean | undefined } = {},
): Promise<Erased> {
  authoriseKind(ctx.actor, 'purge')
  authoriseManage(ctx.actor, 'settings')
  if (withMedia === true) authoriseManage(ctx.actor, 'media')
  return ctx.store.transaction(async (tx) => {
    const entry = await takeEntry(ctx, tx, entryId)
    const done = { mediaIds: [] as string[], at: ctx.now() }
    const seq = await tx.log.append(
      { kind: 'entry.erased', byId: ctx.actor.id, byKind: ctx.actor.kind, at: ctx.now() },
      async (taken, at) => {
        done.at = at
        done.mediaIds = withMedia === true ? await tx.erasures.ownMedia(entryId) : []
        await eraseRows(ctx, tx, { entryId, entry, seq: taken, at })
        for (const mediaId of done.mediaIds) await eraseMediaRows(ctx, tx, { mediaId, seq: taken, at })
        return [...itemsOf(entryId, entry), ...done.mediaIds.map((id) => ({ op: 'media' as const, id }))]
      },
    )
    const target = { kind: 'entry', id: entryId }
    await recordAudit(ctx, tx, { action: 'entry.erase', target, after: { seq: Number(seq), ...(reason === undefined ? {} : { reason }) } })
    return { id: entryId, kind: 'entry' as const, seq, ...done }
  })
}

/** The entry, locked; null for one that was purged and of which something is still told. */
async function takeEntry(ctx: Context, tx: Transaction, entryId: string): Promise<EntryRow | null> {
  const model = await tx.models.lockShared()
  if (model.types.some((type) => type.tree === true)) await tx.tree.lock()
  const entry = isUuid(entryId) ? await tx.entries.lock(entryId) : null
  if (entry === null) {
    if (isUuid(entryId) && (await tx.erasures.isRemembered(entryId))) return null
    throw new Refusal('not_found', 'There is no such entry')
  }
  authorise(ctx.actor, 'purge', entry)
  // Whatever stands below it has a path that leads through it.
  await refuseChildren(ctx, tx, { entry, type: typeOfEntry(model, entry) })
  return entry
}

interface Erasing {
  entryId: string
  entry: EntryRow | null
  seq: bigint
  at: Date
}

async function eraseRows(ctx: Context, tx: Transaction, { entryId, entry, seq, at }: Erasing): Promise<void> {
  if (entry !== null && entry.publications.length > 0) await tx.publications.end(entryId, null)
  const publicFrom = await tx.erasures.publicFrom(entryId)
  await tx.erasures.record({ id: entryId, kind: 'entry', typeId: entry?.typeId ?? null, publicFrom, seq, at, byId: ctx.actor.id })
  await tx.erasures.entry(entryId)
}

/** What caches have of it is purged by these; they name no address. */
function itemsOf(id: string, entry: EntryRow | null): EventItem[] {
  if (entry === null) return [{ op: 'delete', id }]
  return entry.published.map(({ locale }) => ({ op: 'delete', id, typeId: entry.typeId, locale, slug: null }))
}
