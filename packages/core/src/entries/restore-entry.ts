import type { EntryRow, Transaction } from '@verso/data'
import { applyContent } from '@verso/model'
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
import { readFields } from './read-fields.ts'
import { refusingTaken } from './refuse-publication.ts'
import { getEntryRow, writeRevision } from './write-revision.ts'

export interface RestoreOptions {
  /** Publish what is restored, in the same step. */
  publish?: boolean | undefined
  /** Another slug, as `fields` would have it, where its own is taken by now. */
  slug?: unknown
  ifMatch?: number | undefined
}

/**
 * Takes an entry out of the trash: its draft as it was, unpublished unless asked otherwise. Where a published entry has its address by now,
 * it comes back under another.
 */
export async function restoreEntry(ctx: Context, entryId: string, { publish, slug, ifMatch }: RestoreOptions = {}): Promise<ChangedEntry> {
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
      const restored = { ...inHand, entry: await getEntryRow(tx, entryId) }
      const renamed = slug === undefined ? restored : { ...restored, entry: await withSlug(ctx, tx, { inHand: restored, slug }) }
      await refuseTakenSlug(ctx, tx, renamed)
      const seq = publish === true ? await changeInHand(ctx, tx, { action: 'publish', inHand: renamed }) : null
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

async function withSlug(ctx: Context, tx: Transaction, { inHand, slug }: { inHand: EntryInHand; slug: unknown }): Promise<EntryRow> {
  const { entry, type } = inHand
  const field = type.fields.find((candidate) => candidate.id === type.slugField)
  if (field === undefined) {
    const message = 'Entries of this type have no slug'
    throw new Refusal('invalid_value', message, { issues: [{ path: '/slug', code: 'unknown_field', message }] })
  }
  const content = applyContent(type, entry.content, readFields(ctx.actor, inHand, { [field.name]: slug }))
  return writeRevision(ctx, tx, { inHand, content, kind: 'restore', action: 'entry.save' })
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
