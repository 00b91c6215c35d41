import type { EntryRow } from '@verso/data'
import { isUuid, type Model } from '@verso/model'
import { authorise, authoriseKind } from '../authorise.ts'
import type { Context } from '../context.ts'
import { typeOfEntry } from '../entries/entry-detail.ts'
import { ruled } from '../entries/target-rules.ts'
import { Refusal } from '../refusal.ts'
import type { Preflight, PreflightIssue } from './preflight.ts'
import { issuesOf } from './preflight-issues.ts'
import { type FoundTargets, linkingEntries } from './preflight-targets.ts'

/** Nothing would change for readers. */
export const unaffected = { changes: {}, targets: [], impact: { count: 0, sample: [], pages: [], webhooks: [], complete: true }, hidden: 0 }

/** Whoever is in the trash is public nowhere: a purge concerns those who still link to it. */
export async function preflightPurge(ctx: Context, entryId: string): Promise<Preflight> {
  authoriseKind(ctx.actor, 'purge')
  const [row] = await rowsOf(ctx, [entryId])
  const entry = purgeable(ctx, row)
  const model = await ctx.model()
  const fault = faultOf(entry, model)
  if (fault !== null) return { ...unaffected, revision: entry.revision, verdict: 'refused', issues: fault }
  const { targets, hidden } = await linksTo(ctx, model, [entry])
  return { ...unaffected, revision: entry.revision, verdict: 'ok', issues: [], targets, hidden: hidden.length }
}

/** The same of many: each is judged for itself, and what they link among themselves concerns nobody. */
export async function preflightPurges(ctx: Context, entryIds: readonly string[]): Promise<Preflight> {
  authoriseKind(ctx.actor, 'purge')
  const rows = new Map((await rowsOf(ctx, entryIds)).map((row) => [row.id, row]))
  const model = await ctx.model()
  const going: EntryRow[] = []
  const issues: PreflightIssue[] = []
  for (const [place, entryId] of entryIds.entries()) {
    const entry = purgeableOrRefusal(ctx, rows.get(entryId))
    const faults = entry instanceof Refusal ? issuesOf(entry, null) : faultOf(entry, model)
    if (faults !== null) issues.push(...faults.map((issue) => ({ ...issue, path: `/items/${place}${issue.path}` })))
    else if (!(entry instanceof Refusal)) going.push(entry)
  }
  const { targets, hidden } = await linksTo(ctx, model, going)
  return { ...unaffected, revision: null, verdict: issues.length === 0 ? 'ok' : 'refused', issues, targets, hidden: hidden.length }
}

async function rowsOf({ store }: Context, entryIds: readonly string[]): Promise<EntryRow[]> {
  const ids = entryIds.filter(isUuid)
  return ids.length === 0 ? [] : store.entries.findMany(ids)
}

function purgeable(ctx: Context, entry: EntryRow | undefined): EntryRow {
  if (entry === undefined) throw new Refusal('not_found', 'There is no such entry')
  authorise(ctx.actor, 'purge', entry)
  return entry
}

function purgeableOrRefusal(ctx: Context, entry: EntryRow | undefined): EntryRow | Refusal {
  try {
    return purgeable(ctx, entry)
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}

function faultOf(entry: EntryRow, model: Model): PreflightIssue[] | null {
  return entry.trashedAt === null ? issuesOf(new Refusal('not_trashed', 'The entry is not in the trash'), typeOfEntry(model, entry)) : null
}

async function linksTo(ctx: Context, model: Model, going: readonly EntryRow[]): Promise<FoundTargets> {
  const ids = going.map(({ id }) => id)
  const links = ids.length === 0 ? [] : await ctx.store.references.liveLinks({ entryIds: ids }, { withTrash: true })
  const others = links
    .filter(({ fromEntryId }) => !ids.includes(fromEntryId))
    .map((link) => ({ ...ruled(model, link, 'leave'), rule: 'leave' as const }))
  return linkingEntries(ctx, ctx.store, { links: others, model })
}
