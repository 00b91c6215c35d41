import type { EntryRow, Transaction } from '@verso/data'
import { applyContent, type ContentType, isUuid, type PartialContent } from '@verso/model'
import type { Context } from '../context.ts'
import { refuseUnwritable, stillWithin } from '../rights/write-rights.ts'
import { completeRow, type EntryDetail, scheduledFor } from './entry-detail.ts'
import { takeLiveEntry } from './entry-in-hand.ts'
import { goneTargets } from './merge-facts.ts'
import { mergeWithOthers, type WithOthers } from './merge-with-others.ts'
import { proposeSlugs } from './propose-slugs.ts'
import { readFields } from './read-fields.ts'
import { refuseNewBrokenLinks } from './refuse-new-broken-links.ts'
import { changedSince } from './revision-authors.ts'
import { closeWorkingCopy } from './working-copy.ts'
import { writeRevision } from './write-revision.ts'

export interface EntryChange {
  fields: unknown
  /** Revision that the change began from. */
  baseRevision: number
  note?: string | undefined
}

/** The entry as saved, and what came in from others. */
export type SavedEntry = EntryDetail & Pick<WithOthers, 'merge'>

/** Saves changed fields as the next revision. A save on an older revision merges with what came since, or is refused: it never overwrites. */
export async function saveEntry(ctx: Context, entryId: string, { fields, baseRevision, note }: EntryChange): Promise<SavedEntry> {
  return ctx.store.transaction(async (tx) => {
    // Sent along with the locks.
    const scheduled = isUuid(entryId) ? scheduledFor(tx, [entryId]) : Promise.resolve([])
    scheduled.catch(() => {})
    const inHand = await takeLiveEntry(ctx, tx, { entryId, action: 'edit' })
    const { entry, type, locales, model } = inHand
    const change = readFields(ctx.actor, inHand, fields)
    const merged = await mergeWithOthers(ctx, tx, {
      inHand,
      baseRevision,
      change: (base) => applyContent(type, base, change),
      factsAgainst: (sides) => goneTargets(ctx, tx, { inHand, sides }),
    })

    refuseUnwritable({ ...inHand, actor: ctx.actor, action: 'edit' }, entry.content, merged.content)

    const leave = await slugsToLeave(tx, { entry, type, change })
    const content = await proposeSlugs(tx, { type, content: merged.content, locales, entryId, parentId: entry.parentId, leave })
    // After a merge no new one is left: it was asked about.
    if (baseRevision === entry.revision) await refuseNewBrokenLinks(ctx, tx, { type, before: [entry.content], after: content })
    const saved = await writeRevision(ctx, tx, {
      inHand,
      content,
      kind: merged.merge === null ? 'save' : 'merge',
      note,
      action: 'entry.save',
    })
    await closeWorkingCopy(ctx, tx, entryId)
    const row = await stillWithin(ctx, tx, { row: saved, action: 'edit' })
    return { ...(await completeRow(ctx, tx, { row, model, scheduled })), merge: merged.merge }
  })
}

/** A slug is proposed until somebody has set or cleared it: from then on it is left to people. */
async function slugsToLeave(
  tx: Transaction,
  { entry, type, change }: { entry: EntryRow; type: ContentType; change: PartialContent },
): Promise<Set<string>> {
  const slugs = type.fields.filter((field) => field.kind === 'slug').map((field) => field.id)
  const touched = slugs.filter((id) => id in change || entry.content[id] !== undefined)
  const open = slugs.filter((id) => !touched.includes(id))
  return open.length === 0 ? new Set(slugs) : new Set([...touched, ...(await changedSince(tx, entry, open))])
}
