import type { EntryRow, ReleaseAction, ReleaseItemRow, Transaction } from '@verso/data'
import { isUuid, type Model } from '@verso/model'
import { may } from '../authorise.ts'
import type { Context } from '../context.ts'
import { recordAudit } from '../record-audit.ts'
import { Refusal, type RefusalIssue } from '../refusal.ts'
import { changedRelease, type ReleaseWithItems } from './release-detail.ts'
import { takeOpenRelease } from './take-release.ts'

export interface NewReleaseItem {
  entryId: string
  action: ReleaseAction
  locales?: readonly string[] | undefined
  revision?: number | undefined
}

/** As many items as a release can have: they become public in one transaction. */
const maxItems = 20_000

/**
 * Puts entries into a release. What it was to do with the same languages of an entry before is replaced; whether it can be done is
 * found out when it is published, as the entries are then.
 */
export async function addReleaseItems(ctx: Context, releaseId: string, wishes: readonly NewReleaseItem[]): Promise<ReleaseWithItems> {
  return ctx.store.transaction(async (tx) => {
    const release = await takeOpenRelease(ctx, tx, releaseId)
    const items = await readItems(ctx, tx, { releaseId: release.id, wishes })
    const present = await tx.releases.items(release.id)
    const replaced = present.filter((item) => items.some((wish) => overlaps(item, wish)))
    if (present.length - replaced.length + items.length > maxItems)
      throw new Refusal('too_large', `A release holds up to ${maxItems} items`)
    await tx.releases.removeItems(
      release.id,
      replaced.map(({ id }) => id),
    )
    await tx.releases.addItems(items)
    await tx.releases.change(release.id, { updatedAt: ctx.now() })
    await recordAudit(ctx, tx, {
      action: 'release.add_items',
      target: { kind: 'release', id: release.id },
      after: { items: items.length, replaced: replaced.length },
    })
    return changedRelease(tx, release.id)
  })
}

async function readItems(
  ctx: Context,
  tx: Transaction,
  { releaseId, wishes }: { releaseId: string; wishes: readonly NewReleaseItem[] },
): Promise<ReleaseItemRow[]> {
  const model = await tx.models.current()
  const ids = [...new Set(wishes.map(({ entryId }) => entryId).filter(isUuid))]
  const rows = new Map((ids.length === 0 ? [] : await tx.entries.findMany(ids)).map((row) => [row.id, row]))
  const items = wishes.map(
    ({ entryId, action, locales, revision }): ReleaseItemRow => ({
      id: ctx.newId(),
      releaseId,
      entryId,
      action,
      locales: [...(locales ?? [])],
      revision: revision ?? null,
      createdAt: ctx.now(),
      createdById: ctx.actor.id,
    }),
  )
  const issues: RefusalIssue[] = wishes.flatMap((wish, index) =>
    itemIssues(ctx, model, { wish, entry: rows.get(wish.entryId) }).map((issue) => ({ ...issue, path: `/items/${index}${issue.path}` })),
  )
  issues.push(...twiceIssues(items))
  if (issues.length > 0) throw new Refusal('invalid_value', 'Some items can not be in a release', { issues })
  return items
}

function itemIssues(
  ctx: Context,
  model: Model,
  { wish, entry }: { wish: NewReleaseItem; entry: EntryRow | undefined },
): { path: string; code: string; message: string }[] {
  const { action, locales, revision } = wish
  if (entry === undefined || !may(ctx.actor, 'read', entry))
    return [{ path: '/entryId', code: 'not_found', message: 'There is no such entry' }]
  const unknown = (locales ?? []).filter((code) => !model.locales.some((locale) => locale.code === code))
  return [
    ...unknown.map((code) => ({ path: '/locales', code: 'unknown_locale', message: `There is no locale "${code}"` })),
    ...(action === 'trash' && locales !== undefined
      ? [{ path: '/locales', code: 'not_both', message: 'An entry goes to the trash as a whole' }]
      : []),
    ...(action !== 'publish' && revision !== undefined
      ? [{ path: '/revision', code: 'not_both', message: 'Only publishing is about a revision' }]
      : []),
    ...(revision !== undefined && revision > entry.revision
      ? [{ path: '/revision', code: 'not_found', message: `The entry has no revision ${revision} yet` }]
      : []),
  ]
}

/** Two items of one request must not be about the same thing. */
function twiceIssues(items: readonly ReleaseItemRow[]): RefusalIssue[] {
  const seen = new Map<string, ReleaseItemRow[]>()
  return items.flatMap((item, index) => {
    const before = seen.get(item.entryId) ?? []
    seen.set(item.entryId, [...before, item])
    return before.some((one) => overlaps(one, item))
      ? [{ path: `/items/${index}`, code: 'duplicate', message: 'Another item is about the same languages of this entry' }]
      : []
  })
}

function overlaps(one: ReleaseItemRow, other: ReleaseItemRow): boolean {
  if (one.entryId !== other.entryId) return false
  return one.locales.length === 0 || other.locales.length === 0 || one.locales.some((code) => other.locales.includes(code))
}
