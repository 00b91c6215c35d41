import type { Transaction } from '@verso/data'
import { authorise } from '../authorise.ts'
import type { Context } from '../context.ts'
import { recordAudit } from '../record-audit.ts'
import { Refusal } from '../refusal.ts'
import { changeInHand } from './change-in-hand.ts'
import type { ChangedEntry } from './change-one.ts'
import { addressHolder } from './entry-address.ts'
import { type EntryInHand, takeTrashedEntry } from './entry-in-hand.ts'
import { entryDetail } from './entry-detail.ts'
import { preparePublication } from './prepare-publication.ts'
import { freeSlug } from './propose-slugs.ts'
import { refusingTaken } from './refuse-publication.ts'
import { getEntryRow } from './write-revision.ts'

export interface RestoreOptions {
  /** Publish what is restored, in the same step. */
  publish?: boolean | undefined
  ifMatch?: number | undefined
}

/** Takes an entry out of the trash: its draft as it was, unpublished unless asked otherwise. */
export async function restoreEntry(ctx: Context, entryId: string, { publish, ifMatch }: RestoreOptions = {}): Promise<ChangedEntry> {
  return refusingTaken(ctx, () =>
    ctx.store.transaction(async (tx) => {
      const inHand = await takeTrashedEntry(ctx, tx, { entryId, action: 'restore', changesTree: true, ifMatch })
      await refuseTrashedParent(tx, inHand)
      if (publish === true) authorise(ctx.actor, 'publish', inHand.entry)
      await tx.entries.restore(entryId)
      await recordAudit(ctx, tx, {
        action: 'entry.restore',
        target: { kind: 'entry', id: entryId },
        before: { trashed: true },
        after: { trashed: false },
      })
      const seq = publish === true ? await republish(ctx, tx, inHand) : null
      return { entry: await entryDetail(ctx, tx, await getEntryRow(tx, entryId)), seq }
    }),
  )
}

/** A child comes back to its place, which has to be there. */
async function refuseTrashedParent(tx: Transaction, { entry }: EntryInHand): Promise<void> {
  const parent = entry.parentId === null ? null : await tx.entries.find(entry.parentId)
  if (parent === null || parent.trashedAt === null) return
  throw new Refusal('trashed', 'The entry above it is in the trash; restore that one first', { facts: { parentId: parent.id } })
}

async function republish(ctx: Context, tx: Transaction, trashed: EntryInHand): Promise<bigint | null> {
  const inHand = { ...trashed, entry: await getEntryRow(tx, trashed.entry.id) }
  await refuseTakenSlug(ctx, tx, inHand)
  return changeInHand(ctx, tx, { action: 'publish', inHand })
}

/** Its address may be another's by now; the answer brings one that is free. */
async function refuseTakenSlug(ctx: Context, tx: Transaction, inHand: EntryInHand): Promise<void> {
  const { entry, type } = inHand
  const field = type.fields.find((candidate) => candidate.id === type.slugField)
  for (const { slug, locale } of preparePublication(ctx, inHand)) {
    const holderId = slug === null ? null : await addressHolder(tx, { entry, type, locale, slug })
    if (field === undefined || slug === null || holderId === null || holderId === entry.id) continue
    const proposal = await freeSlug(
      tx,
      { type, entryId: entry.id, parentId: entry.parentId },
      { field, locale: field.localized === true ? locale : null, slug },
    )
    throw new Refusal('slug_taken', `Another published entry has the address "${slug}" by now`, { facts: { proposal, locale } })
  }
}
