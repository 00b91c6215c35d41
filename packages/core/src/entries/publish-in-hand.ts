import type { EventItem, Transaction } from '@verso/data'
import { allFields } from '@verso/model'
import type { Context } from '../context.ts'
import { recordAudit } from '../record-audit.ts'
import type { RefusalIssue } from '../refusal.ts'
import { checkPublication, linkIssues } from './check-publication.ts'
import { takeCompanions } from './companions.ts'
import type { EntryInHand } from './entry-in-hand.ts'
import { entryTitle } from './entry-title.ts'
import { type PreparedPublication, preparePublication, publishItems } from './prepare-publication.ts'
import { publicationRefusal } from './refuse-publication.ts'

/** Publishes an entry that is in hand; gives the `seq`, or null when readers have it all already. */
export async function publishInHand(
  ctx: Context,
  tx: Transaction,
  { inHand, locales }: { inHand: EntryInHand; locales?: readonly string[] | undefined },
): Promise<bigint | null> {
  const main = await preparePublication(ctx, tx, { inHand, locales })
  if (main.publications.length === 0) return null
  const companions: PreparedPublication[] = []
  for (const companion of await takeCompanions(ctx, tx, inHand)) companions.push(await preparePublication(ctx, tx, { inHand: companion }))
  const whole = [main, ...companions]
  const issues = await issuesOf(ctx, tx, whole)
  if (issues.length > 0) throw publicationRefusal(issues)

  const items: EventItem[] = []
  for (const part of whole) items.push(...(await publishItems(tx, part)))
  // The event in the same transaction as the change: neither can exist without the other.
  const seq = await tx.log.append(
    { kind: 'entry.published', byId: ctx.actor.id, byKind: ctx.actor.kind, at: ctx.now() },
    async (taken, at) => {
      await refuseLinksGoneMeanwhile(tx, whole)
      const moved = await tx.publications.replace(
        whole.flatMap((part) => part.publications).map((publication) => ({ ...publication, publishedAt: at })),
        taken,
      )
      return [...items, ...moved]
    },
  )
  for (const part of whole) await auditPublish(ctx, tx, { part, seq })
  return seq
}

/** The faults of the entry itself, then of each companion, as faults of one entry that can't be published. */
async function issuesOf(ctx: Context, tx: Transaction, whole: PreparedPublication[]): Promise<RefusalIssue[]> {
  const ids = companionIds(whole)
  const issues: RefusalIssue[] = []
  for (const [index, { inHand, publications }] of whole.entries()) {
    const found = await checkPublication(ctx, tx, { ...inHand, publications, companions: ids })
    if (index === 0) issues.push(...found)
    else if (found.length > 0) issues.push(unreadyCompanion(inHand, found))
  }
  return issues
}

function unreadyCompanion({ entry, type, locales }: EntryInHand, issues: RefusalIssue[]): RefusalIssue {
  const title = entryTitle(type, entry.content, locales) || type.label
  return {
    path: '/fields',
    code: 'target_unpublished',
    message: `"${title}" would be published along and is not ready`,
    entryId: entry.id,
    issues,
  }
}

/** Whoever publishes waits for the one before; what a target was when this began may not hold any more. */
async function refuseLinksGoneMeanwhile(tx: Transaction, whole: PreparedPublication[]): Promise<void> {
  const ids = companionIds(whole)
  for (const { inHand, publications } of whole.filter((part) =>
    allFields(part.inHand.type).some((field) => field.onMissingTarget !== undefined),
  )) {
    const issues = await linkIssues(tx, { ...inHand, publications, companions: ids })
    if (issues.length > 0) throw publicationRefusal(issues)
  }
}

function companionIds(whole: PreparedPublication[]): Set<string> {
  return new Set(whole.map((part) => part.inHand.entry.id))
}

async function auditPublish(ctx: Context, tx: Transaction, { part, seq }: { part: PreparedPublication; seq: bigint }): Promise<void> {
  const { entry } = part.inHand
  const published = part.publications.map(({ locale }) => locale)
  await recordAudit(ctx, tx, {
    action: 'entry.publish',
    target: { kind: 'entry', id: entry.id },
    before: {
      publications: Object.fromEntries(
        entry.publications.filter((head) => published.includes(head.locale)).map((head) => [head.locale, head.revision]),
      ),
    },
    after: { publications: Object.fromEntries(published.map((locale) => [locale, entry.revision])), seq: Number(seq) },
  })
}
