import type { EntryRow, Transaction } from '@verso/data'
import { type Conflict, type Fact, mergeContent, type Versions } from '@verso/merge'
import { type Content, namedPath, valueAt } from '@verso/model'
import type { ActorName } from '../actor-names.ts'
import type { Context } from '../context.ts'
import { mayReadIn, readableFields } from '../readable-fields.ts'
import { Refusal } from '../refusal.ts'
import type { EntryInHand } from './entry-in-hand.ts'
import { modelChanges } from './merge-facts.ts'
import { refuseOvergrown } from './refuse-overgrown.ts'
import { authorOf, authorsSince, type PathAuthors } from './revision-authors.ts'
import { revisionUnder } from './revision-under.ts'

export interface Wish {
  inHand: EntryInHand
  /** Revision that the change began from; without one, the present one. */
  baseRevision?: number | undefined
  /** What is wanted in place of the content that the change began from. */
  change: (base: Content) => Content | Promise<Content>
  /** What speaks against values that are wanted, where others have saved meanwhile. */
  factsAgainst?: ((sides: Versions) => Promise<Fact[]>) | undefined
}

export interface WithOthers {
  content: Content
  /** What others had changed meanwhile, when the change was merged with it. */
  merge: { paths: string[]; by: ActorName[] } | null
}

/**
 * A change that began from some revision, over what the draft is by now. Whoever changes a draft comes through here: what others saved of
 * other values stays, and a change of the same value is refused with both.
 */
export async function mergeWithOthers(ctx: Context, tx: Transaction, wish: Wish): Promise<WithOthers> {
  const { inHand, change } = wish
  const { entry, type } = inHand
  const baseRevision = wish.baseRevision ?? entry.revision
  const { content: base, modelVersion } = await findBase(tx, inHand, baseRevision)
  const ours = await change(base)
  if (baseRevision === entry.revision) return { content: ours, merge: null }
  const sides = { base, ours, theirs: entry.content }
  const facts = [...(await modelChanges(tx, inHand, { ours, since: modelVersion })), ...((await wish.factsAgainst?.(sides)) ?? [])]
  const { content, conflicts, merged } = mergeContent(sides, type, facts)
  const authors = await authorsSince(tx, entry, baseRevision)
  if (conflicts.length > 0) throw refuseConflict(ctx, inHand, { conflicts, authors })
  refuseOvergrown(inHand, { ...sides, merged: content })
  return { content, merge: merged.length === 0 ? null : { paths: merged.map((path) => namedPath(type, path)), by: authors.people } }
}

/** The content that a change began from, in the form of the present model. */
export async function getBase(tx: Transaction, inHand: EntryInHand, baseRevision: number): Promise<Content> {
  return (await findBase(tx, inHand, baseRevision)).content
}

async function findBase(
  tx: Transaction,
  { entry, model }: EntryInHand,
  baseRevision: number,
): Promise<{ content: Content; modelVersion: number }> {
  if (baseRevision === entry.revision) return { content: entry.content, modelVersion: model.version }
  if (baseRevision > entry.revision) throw refuseBase(entry, 'too_large', `The newest revision is ${entry.revision}`)
  const base = await revisionUnder(tx, model, { entry, number: baseRevision })
  if (base === null) throw refuseBase(entry, 'invalid', `Revision ${baseRevision} is not kept any more`)
  return base
}

function refuseBase({ revision }: EntryRow, code: 'too_large' | 'invalid', message: string): Refusal {
  return new Refusal('invalid_entry', `The entry is at revision ${revision}`, {
    issues: [{ path: '/baseRevision', code, message }],
    facts: { revision },
  })
}

function refuseConflict(
  ctx: Context,
  { entry, type }: EntryInHand,
  { conflicts, authors }: { conflicts: readonly Conflict[]; authors: PathAuthors },
): Refusal {
  const seen = readableFields(ctx.actor, type, entry)
  const readable = new Set(seen.fields.map((field) => field.id))
  const seesLocale = (fieldId: string, locale: string) =>
    seen.fields.some((field) => field.id === fieldId && mayReadIn(ctx.actor, { entry, field, locale }))
  return new Refusal('conflict', 'Someone else changed the same values since', {
    facts: {
      revision: entry.revision,
      conflicts: conflicts
        .filter(({ fieldId, locale }) => readable.has(fieldId) && (locale === null || locale === undefined || seesLocale(fieldId, locale)))
        .map((conflict) => ({
          path: namedPath(type, conflict),
          kind: conflict.kind,
          base: valueAt(seen, conflict, conflict.base),
          mine: valueAt(seen, conflict, conflict.mine),
          theirs: valueAt(seen, conflict, conflict.theirs),
          ...authorOf(authors, conflict),
        })),
    },
  })
}
