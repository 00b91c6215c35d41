import type { EventItem, HeadRow } from '@verso/data'
import type { Context } from '../context.ts'
import { recordAudit } from '../record-audit.ts'
import { entryDetail } from './entry-detail.ts'
import { takeLiveEntry } from './entry-in-hand.ts'
import { type ChangedEntry, type PublishOptions, refuseOtherRevision } from './publish-entry.ts'
import { refuseUnknownLocales } from './publish-locales.ts'
import { refusePublishedChildren } from './refuse-children.ts'
import { getEntryRow } from './write-revision.ts'

/** Takes an entry away from readers, in some locales or all; the draft stays as it is. */
export async function unpublishEntry(
  ctx: Context,
  entryId: string,
  { locales, revision, ifMatch }: PublishOptions = {},
): Promise<ChangedEntry> {
  return ctx.store.transaction(async (tx) => {
    const { entry, type, locales: known } = await takeLiveEntry(ctx, tx, { entryId, action: 'unpublish', ifMatch })
    refuseOtherRevision(entry.revision, revision)
    refuseUnknownLocales(known, locales ?? [])
    const heads = entry.publications.filter((head) => locales === undefined || locales.includes(head.locale))
    if (heads.length === 0) return { entry: await entryDetail(ctx, tx, entry), seq: null }

    const seq = await tx.log.append(
      { kind: 'entry.unpublished', byId: ctx.actor.id, byKind: ctx.actor.kind, at: ctx.now() },
      async (taken) => {
        const ended = heads.map((head) => head.locale)
        await refusePublishedChildren(ctx, tx, { entry, type, locales: ended })
        await tx.publications.end(entryId, ended, taken)
        return endedItems('unpublish', entry, heads)
      },
    )
    await recordAudit(ctx, tx, {
      action: 'entry.unpublish',
      target: { kind: 'entry', id: entryId },
      before: publishedRevisions(heads),
      after: { publications: {}, seq: Number(seq) },
    })
    return { entry: await entryDetail(ctx, tx, await getEntryRow(tx, entryId)), seq }
  })
}

/** What the log tells of documents that readers lose: the slug is the one that they had. */
export function endedItems(
  op: 'unpublish' | 'delete',
  { id, typeId }: { id: string; typeId: string },
  heads: readonly HeadRow[],
): EventItem[] {
  return heads.map(({ locale, slug, revision }) => ({ op, id, typeId, locale, slug, revision }))
}

/** Which revision readers have in which locale, for the audit. */
export function publishedRevisions(heads: readonly HeadRow[]): { publications: Record<string, number> } {
  return { publications: Object.fromEntries(heads.map((head) => [head.locale, head.revision])) }
}
