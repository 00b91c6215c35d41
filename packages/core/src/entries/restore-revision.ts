import { type Content, type ContentType, isSetAside, type Issue } from '@verso/model'
import type { Context } from '../context.ts'
import { stillWithin, writableChange } from '../rights/write-rights.ts'
import { checkLinks } from './check-links.ts'
import { linksOf } from './content-references.ts'
import { entryDetail } from './entry-detail.ts'
import { takeLiveEntry } from './entry-in-hand.ts'
import { mergeWithOthers } from './merge-with-others.ts'
import { missingRevision } from './missing-revision.ts'
import { revisionUnder } from './revision-under.ts'
import type { SavedEntry } from './save-entry.ts'
import { writeRevision } from './write-revision.ts'

export interface RestoredRevision extends SavedEntry {
  /** Links of the restored content whose targets have gone since; they stay in the draft for people to decide. */
  issues: Issue[]
}

/**
 * Makes an older state the draft again, as a new revision. What readers see doesn't change. What others saved since the revision that the
 * caller saw stays where it is of other values, as in a save.
 */
export async function restoreRevision(
  ctx: Context,
  entryId: string,
  { number, ifMatch, baseRevision }: { number: number; ifMatch?: number | undefined; baseRevision?: number | undefined },
): Promise<RestoredRevision> {
  return ctx.store.transaction(async (tx) => {
    const inHand = await takeLiveEntry(ctx, tx, { entryId, action: 'edit', ifMatch })
    const { entry, type, model } = inHand
    const revision = await revisionUnder(tx, model, { entry, number })
    if (revision === null) throw missingRevision(entry, number)
    const { content, merge } = await mergeWithOthers(ctx, tx, {
      inHand,
      baseRevision,
      change: (base) =>
        writableChange({ ...inHand, actor: ctx.actor, action: 'edit' }, base, restoredContent(type, base, revision.content)),
    })
    const issues = await checkLinks(ctx, tx, { type, links: linksOf(type, content) })
    const saved = await writeRevision(ctx, tx, {
      inHand,
      content,
      kind: 'restore',
      note: `Revision ${number}`,
      action: 'entry.restore_revision',
    })
    const row = await stillWithin(ctx, tx, { row: saved, action: 'edit' })
    return { ...(await entryDetail(ctx, tx, row)), merge, issues }
  })
}

/** The old values of the fields that there are now. Values of removed fields stay as they are, so that undoing the removal finds them. */
function restoredContent(type: ContentType, present: Content, old: Content): Content {
  // A value that was set aside goes with its field.
  const isPresent = (key: string) => type.fields.some(({ id }) => key === id || isSetAside(key, id))
  const kept = Object.entries(present).filter(([key]) => !isPresent(key))
  return Object.fromEntries([...kept, ...Object.entries(old).filter(([key]) => isPresent(key))])
}
