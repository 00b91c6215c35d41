import type { Tables } from '@verso/data'
import { isUuid } from '@verso/model'
import { authorise, authoriseKind } from '../authorise.ts'
import type { Context } from '../context.ts'
import { actItems } from '../entries/act-items.ts'
import { actsTogether } from '../entries/acts-together.ts'
import { fieldPath } from '../entries/check-links.ts'
import { typeOfEntry } from '../entries/entry-detail.ts'
import { planAct } from '../entries/plan-act.ts'
import { possibleActs } from '../entries/possible-acts.ts'
import { changesReaders, type PlannedAct } from '../entries/reader-act.ts'
import { lookAtActs } from '../entries/take-acts.ts'
import { linksToWhatGoes, ruled } from '../entries/target-rules.ts'
import { readableFields } from '../readable-fields.ts'
import { Refusal, type RefusalCode } from '../refusal.ts'
import type { Preflight, PreflightIssue, PreflightQuestion } from './preflight.ts'
import { issuesOf, localeIn } from './preflight-issues.ts'
import { type FoundTargets, linkingEntries, unpublishedTargets } from './preflight-targets.ts'
import { publicationImpact } from './publication-impact.ts'

/**
 * What an action would be answered with on the state of now, by the very functions that it asks itself, and whom it would concern.
 * Changes nothing, locks nothing, and needs the right to the action.
 */
export async function preflightEntry(ctx: Context, entryId: string, { action, locales, at }: PreflightQuestion): Promise<Preflight> {
  const then = at === undefined ? ctx : { ...ctx, now: () => new Date(at) }
  if (action === 'purge') return preflightPurge(then, entryId)
  const { acts, companions } = await lookAtActs(then, ctx.store, [{ entryId, action, locales }])
  const [act] = acts
  if (act === undefined) throw new Error('One wish is one act')
  if (act instanceof Refusal) return refusedAlready(then, { entryId, refusal: act })
  // What doesn't fit the entry at all, such as a language that isn't there, is no verdict about its state.
  const plan = planAct(then, act)
  const { planned, refusals } = await possibleActs(then, ctx.store, { acts: [act], companions })
  const refusal = refusals.get(0)
  const along = planned.filter(({ wish }) => wish === null)
  return report(then, ctx.store, { plan, refusal: refusal ?? null, whole: refusal === undefined ? [plan, ...along] : [plan] })
}

/** Reasons that lie in the state of an entry; all others are about who asks, or what. */
const verdicts: readonly RefusalCode[] = ['trashed', 'not_trashed']

async function refusedAlready(ctx: Context, { entryId, refusal }: { entryId: string; refusal: Refusal }): Promise<Preflight> {
  const entry = verdicts.includes(refusal.code) ? await ctx.store.entries.find(entryId) : null
  if (entry === null) throw refusal
  return { ...nothing, revision: entry.revision, verdict: 'refused', issues: issuesOf(refusal, typeOfEntry(await ctx.model(), entry)) }
}

const nothing = { changes: {}, targets: [], impact: { count: 0, sample: [], complete: true }, hidden: 0 }

interface Reported {
  plan: PlannedAct
  refusal: Refusal | null
  /** All that would become public, or end, with it. */
  whole: readonly PlannedAct[]
}

async function report(ctx: Context, tables: Tables, { plan, refusal, whole }: Reported): Promise<Preflight> {
  const { entry, type } = plan.inHand
  const found = plan.action === 'publish' ? await unpublishedTargets(ctx, tables, plan) : await users(ctx, tables, plan)
  const seeds = whole.filter(changesReaders).map(({ inHand }) => inHand.entry.id)
  const { hidden, ...impact } = await publicationImpact(ctx, tables, seeds)
  const issues = [...(refusal === null ? [] : issuesOf(refusal, type)), ...warningsOf(plan, found)]
  return {
    revision: entry.revision,
    verdict: refusal === null ? 'ok' : 'refused',
    issues,
    changes: await changesOf(ctx, tables, plan),
    targets: found.targets,
    impact,
    hidden: new Set([...found.hidden, ...hidden]).size,
  }
}

async function users(ctx: Context, tables: Tables, plan: PlannedAct): Promise<FoundTargets> {
  const { model } = plan.inHand
  const links = await linksToWhatGoes(tables, { acts: [plan], together: actsTogether([plan], new Set()), model })
  return linkingEntries(ctx, tables, { links: links.get(plan) ?? [], model })
}

/** What goes through, and will not look as somebody may have thought. */
function warningsOf({ action, inHand }: PlannedAct, { targets }: FoundTargets): PreflightIssue[] {
  if (action !== 'publish') return []
  return targets
    .filter(({ policy }) => policy === 'absent')
    .map(({ path, title }) => {
      const locale = localeIn(inHand.type, path)
      const message = `"${title}" is not published: readers will find nothing here`
      return { severity: 'warning', path, ...(locale === undefined ? {} : { locale }), code: 'target_unpublished', message }
    })
}

/** By locale, the fields that readers would find changed, as far as the asker may read them; none where the document ends. */
async function changesOf(ctx: Context, tables: Tables, plan: PlannedAct): Promise<Record<string, string[]>> {
  const type = readableFields(ctx.actor, plan.inHand.type)
  const items = changesReaders(plan) ? await actItems(tables, [plan]) : []
  return Object.fromEntries(
    items.map(({ locale = '', changedFieldIds = [] }) => [
      locale,
      type.fields
        .filter(({ id }) => changedFieldIds.includes(id))
        .map((field) => fieldPath(type, { fieldId: field.id, locale: field.localized === true ? locale : null })),
    ]),
  )
}

/** Whoever is in the trash is public nowhere: a purge concerns those who still link to it. */
async function preflightPurge(ctx: Context, entryId: string): Promise<Preflight> {
  authoriseKind(ctx.actor, 'purge')
  const entry = isUuid(entryId) ? await ctx.store.entries.find(entryId) : null
  if (entry === null) throw new Refusal('not_found', 'There is no such entry')
  authorise(ctx.actor, 'purge', entry)
  const model = await ctx.model()
  if (entry.trashedAt === null) {
    const refusal = new Refusal('not_trashed', 'The entry is not in the trash')
    return { ...nothing, revision: entry.revision, verdict: 'refused', issues: issuesOf(refusal, typeOfEntry(model, entry)) }
  }
  const links = await ctx.store.references.liveLinks({ entryIds: [entry.id] }, { withTrash: true })
  const others = links
    .filter(({ fromEntryId }) => fromEntryId !== entry.id)
    .map((link) => ({ ...ruled(model, link, 'leave'), rule: 'leave' as const }))
  const { targets, hidden } = await linkingEntries(ctx, ctx.store, { links: others, model })
  return { ...nothing, revision: entry.revision, verdict: 'ok', issues: [], targets, hidden: hidden.length }
}
