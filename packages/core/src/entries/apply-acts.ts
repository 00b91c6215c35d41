import type { EventKind, TakenSeq, Transaction } from '@verso/data'
import { allFields } from '@verso/model'
import type { Context } from '../context.ts'
import { type Audited, recordAudits } from '../record-audit.ts'
import { actItems } from './act-items.ts'
import { type ActsTogether, actsTogether } from './acts-together.ts'
import { linkTargets } from './check-acts.ts'
import { linkIssues } from './check-publication.ts'
import { changesReaders, type PlannedAct, type ReaderAction } from './reader-act.ts'
import { endRefusals } from './refuse-ends.ts'
import { publicationRefusal } from './refuse-publication.ts'

export const actEvents = { publish: 'entry.published', unpublish: 'entry.unpublished', trash: 'entry.deleted' } as const satisfies Record<
  ReaderAction,
  EventKind
>

/** How acts are told to the log. */
export interface ActEvent {
  kind: EventKind
  /** The release that the acts belong to. */
  releaseId?: string
  /** Nobody is told of it one by one: much was loaded at once. */
  isQuiet?: boolean
}

interface ActsToApply extends ActEvent {
  acts: readonly PlannedAct[]
  /** Entries that will be there and public, though no act says so. */
  expected?: ReadonlySet<string>
  /** Published entries that stand elsewhere in their tree by now: their paths change along, with all that is below them. */
  moved?: readonly string[]
}

/** The same as `applyActs` for who needs to know the `seq` before the end. */
export async function applyActs(ctx: Context, tx: Transaction, acts: ActsToApply): Promise<bigint | null> {
  const sent = await sendActs(ctx, tx, acts)
  return sent === null ? null : (await sent.known).seq
}

/**
 * Does what was planned and found to be possible: everything under one `seq`, with one event, and an audit row for each entry. Gives
 * null when readers have it all already. Entries go to the trash also when readers lose nothing by it. What is to be written is sent and
 * not waited for: the log's lock, under which it is, lasts for no journey between here and the database.
 */
export async function sendActs(
  ctx: Context,
  tx: Transaction,
  { acts, ...rest }: ActsToApply,
): Promise<{ known: Promise<TakenSeq> } | null> {
  const changing = acts.filter(changesReaders)
  const sent = changing.length + (rest.moved ?? []).length === 0 ? null : await changeReaders(ctx, tx, { acts: changing, ...rest })
  const trashed = acts.filter(({ action }) => action === 'trash').map(({ inHand }) => inHand.entry.id)
  if (trashed.length > 0) await tx.entries.trashMany(trashed, ctx.now(), ctx.actor.id)
  const audited = acts.filter((act) => changesReaders(act) || act.action === 'trash')
  await recordAudits(
    ctx,
    tx,
    audited.map((act) => auditOf(act, sent !== null)),
  )
  return sent
}

async function changeReaders(
  ctx: Context,
  tx: Transaction,
  { acts, expected = new Set(), moved = [], ...event }: ActsToApply,
): Promise<{ known: Promise<TakenSeq> }> {
  const items = await actItems(tx, acts)
  const ended = acts.flatMap(({ inHand, ended: heads }) => heads.map(({ locale }) => ({ entryId: inHand.entry.id, locale })))
  const publications = acts.flatMap((act) => act.publications)
  // The event in the same transaction as the change: neither can exist without the other.
  return tx.log.send({ ...event, byId: ctx.actor.id, byKind: ctx.actor.kind, at: ctx.now() }, async () => {
    await refuseWhatChangedMeanwhile(ctx, tx, { acts, together: actsTogether(acts, expected) })
    // What ends comes first: its addresses and unique values are free for the others then.
    await tx.publications.endMany(ended)
    const along = await tx.publications.replace(publications)
    const placed = moved.length === 0 ? [] : await tx.publications.replacePlaces([...moved])
    return [...items, ...along, ...placed]
  })
}

/** Whoever publishes waits for the one before; what others were when this began may not hold any more. */
async function refuseWhatChangedMeanwhile(
  ctx: Context,
  tx: Transaction,
  { acts, together }: { acts: readonly PlannedAct[]; together: ActsTogether },
): Promise<void> {
  const demanding = acts.filter(({ inHand }) => allFields(inHand.type).some((field) => field.onMissingTarget !== undefined))
  const targets = await linkTargets(tx, demanding)
  const issues = demanding.flatMap((act) => linkIssues(act, { ...targets, together }))
  if (issues.length > 0) throw publicationRefusal(issues)
  const refusal = (await endRefusals(ctx, tx, { acts, together })).find((candidate) => candidate !== null)
  if (refusal !== undefined) throw refusal
}

function auditOf({ action, inHand, publications, ended }: PlannedAct, tellsSeq: boolean): Audited {
  const { entry } = inHand
  const target = { kind: 'entry', id: entry.id }
  const codes = action === 'publish' ? publications.map(({ locale }) => locale) : ended.map(({ locale }) => locale)
  const heads = entry.publications.filter(({ locale }) => codes.includes(locale))
  const before = { publications: Object.fromEntries(heads.map((head) => [head.locale, head.revision])) }
  switch (action) {
    case 'publish':
      return {
        action: 'entry.publish',
        target,
        before,
        after: { publications: Object.fromEntries(publications.map(({ locale, revision }) => [locale, revision])) },
        tellsSeq,
      }
    case 'unpublish':
      return { action: 'entry.unpublish', target, before, after: { publications: {} }, tellsSeq }
    case 'trash':
      return { action: 'entry.trash', target, before, after: { trashed: true } }
  }
}
