import type { EntryRow, Transaction } from '@verso/data'
import { type Conflict, mergeContent } from '@verso/merge'
import { applyContent, type Content, type ContentType, namedPath, type PartialContent, valueAt } from '@verso/model'
import type { ActorName } from '../actor-names.ts'
import type { Context } from '../context.ts'
import { readableFields } from '../readable-fields.ts'
import { Refusal } from '../refusal.ts'
import { type EntryDetail, entryDetail } from './entry-detail.ts'
import { type EntryInHand, takeLiveEntry } from './entry-in-hand.ts'
import { proposeSlugs } from './propose-slugs.ts'
import { readFields } from './read-fields.ts'
import { refuseNewBrokenLinks } from './refuse-new-broken-links.ts'
import { revisionUnder } from './revision-under.ts'
import { closeWorkingCopy } from './working-copy.ts'
import { authorOf, authorsSince, changedSince, type PathAuthors } from './revision-authors.ts'
import { writeRevision } from './write-revision.ts'

export interface EntryChange {
  fields: unknown
  /** Revision that the change began from. */
  baseRevision: number
  note?: string | undefined
}

export interface SavedEntry extends EntryDetail {
  /** What others had changed meanwhile, when the save was merged with it. */
  merge: { paths: string[]; by: ActorName[] } | null
}

/** Saves changed fields as the next revision. A save on an older revision merges with what came since, or is refused: it never overwrites. */
export async function saveEntry(ctx: Context, entryId: string, { fields, baseRevision, note }: EntryChange): Promise<SavedEntry> {
  return ctx.store.transaction(async (tx) => {
    const inHand = await takeLiveEntry(ctx, tx, { entryId, action: 'edit' })
    const { entry, type, locales } = inHand
    const change = readFields(ctx.actor, inHand, fields)
    const base = await getBase(tx, inHand, baseRevision)
    const mine = applyContent(type, base, change)
    const merged = await mergeWithOthers(tx, { ctx, entry, type, base, mine, baseRevision })

    const leave = await slugsToLeave(tx, { entry, type, change })
    const content = await proposeSlugs(tx, { type, content: merged.content, locales, entryId, parentId: entry.parentId, leave })
    await refuseNewBrokenLinks(ctx, tx, { type, before: entry.content, after: content })
    const saved = await writeRevision(ctx, tx, {
      inHand,
      content,
      kind: merged.merge === null ? 'save' : 'merge',
      note,
      action: 'entry.save',
    })
    await closeWorkingCopy(ctx, tx, entryId)
    return { ...(await entryDetail(ctx, tx, saved)), merge: merged.merge }
  })
}

/** The content that a change began from, in the form of the present model. */
export async function getBase(tx: Transaction, { entry, model }: EntryInHand, baseRevision: number): Promise<Content> {
  if (baseRevision === entry.revision) return entry.content
  const base = baseRevision > entry.revision ? null : await revisionUnder(tx, model, { entry, number: baseRevision })
  if (base !== null) return base.content
  throw new Refusal('invalid_entry', `The entry is at revision ${entry.revision}`, {
    issues: [{ path: '/baseRevision', code: 'too_large', message: `The newest revision is ${entry.revision}` }],
    facts: { revision: entry.revision },
  })
}

interface Merging {
  ctx: Context
  entry: EntryRow
  type: ContentType
  base: Content
  mine: Content
  baseRevision: number
}

async function mergeWithOthers(tx: Transaction, merging: Merging): Promise<{ content: Content; merge: SavedEntry['merge'] }> {
  const { entry, type, base, mine, baseRevision } = merging
  if (baseRevision === entry.revision) return { content: mine, merge: null }
  const { content, conflicts, merged } = mergeContent({ base, ours: mine, theirs: entry.content }, type)
  const authors = await authorsSince(tx, entry, baseRevision)
  if (conflicts.length > 0) throw refuseConflict(merging, conflicts, authors)
  return { content, merge: merged.length === 0 ? null : { paths: merged.map((path) => namedPath(type, path)), by: authors.people } }
}

function refuseConflict({ ctx, entry, type }: Merging, conflicts: Conflict[], authors: PathAuthors): Refusal {
  const seen = readableFields(ctx.actor, type)
  const readable = new Set(seen.fields.map((field) => field.id))
  return new Refusal('conflict', 'Someone else changed the same values since', {
    facts: {
      revision: entry.revision,
      conflicts: conflicts
        .filter(({ fieldId }) => readable.has(fieldId))
        .map((conflict) => ({
          path: namedPath(type, conflict),
          base: valueAt(seen, conflict, conflict.base),
          mine: valueAt(seen, conflict, conflict.mine),
          theirs: valueAt(seen, conflict, conflict.theirs),
          ...authorOf(authors, conflict),
        })),
    },
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
