import type { Content, ContentType, Issue } from '@verso/model'
import type { Context } from '../context.ts'
import { Refusal } from '../refusal.ts'
import { checkLinks } from './check-links.ts'
import { linksOf } from './content-references.ts'
import { type EntryDetail, entryDetail } from './entry-detail.ts'
import { takeLiveEntry } from './entry-in-hand.ts'
import { writeRevision } from './write-revision.ts'

export interface RestoredRevision extends EntryDetail {
  /** Links of the restored content whose targets have gone since; they stay in the draft for people to decide. */
  issues: Issue[]
}

/** Makes an older state the draft again, as a new revision. What readers see doesn't change. */
export async function restoreRevision(
  ctx: Context,
  entryId: string,
  { number, ifMatch }: { number: number; ifMatch?: number | undefined },
): Promise<RestoredRevision> {
  return ctx.store.transaction(async (tx) => {
    const inHand = await takeLiveEntry(ctx, tx, { entryId, action: 'edit', ifMatch })
    const { entry, type } = inHand
    const revision = await tx.revisions.find(entry.id, number)
    if (revision === null) throw new Refusal('not_found', 'There is no such revision')
    const content = restoredContent(type, entry.content, revision.content)
    const issues = await checkLinks(ctx, tx, { type, links: linksOf(type, content) })
    const saved = await writeRevision(ctx, tx, {
      inHand,
      content,
      kind: 'restore',
      note: `Revision ${number}`,
      action: 'entry.restore_revision',
    })
    return { ...(await entryDetail(ctx, tx, saved)), issues }
  })
}

/** The old values of the fields that there are now. Values of removed fields stay as they are, so that undoing the removal finds them. */
function restoredContent(type: ContentType, present: Content, old: Content): Content {
  const ids = new Set(type.fields.map((field) => field.id))
  const kept = Object.entries(present).filter(([id]) => !ids.has(id))
  return Object.fromEntries([...kept, ...Object.entries(old).filter(([id]) => ids.has(id))])
}
