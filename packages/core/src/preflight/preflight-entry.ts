import { isUuid } from '@verso/model'
import { authorise, authoriseKind } from '../authorise.ts'
import type { Context } from '../context.ts'
import { typeOfEntry } from '../entries/entry-detail.ts'
import { planAct } from '../entries/plan-act.ts'
import { lookAtActs } from '../entries/take-acts.ts'
import { ruled } from '../entries/target-rules.ts'
import { Refusal, type RefusalCode } from '../refusal.ts'
import { judgeTogether } from './judge-together.ts'
import type { Preflight, PreflightQuestion } from './preflight.ts'
import { issuesOf } from './preflight-issues.ts'
import { linkingEntries } from './preflight-targets.ts'

/**
 * What an action would be answered with on the state of now, by the very functions that it asks itself, and whom it would concern.
 * Changes nothing, locks nothing, and needs the right to the action.
 */
export async function preflightEntry(ctx: Context, entryId: string, { action, locales, at }: PreflightQuestion): Promise<Preflight> {
  const then = at === undefined ? ctx : { ...ctx, now: () => new Date(at) }
  if (action === 'purge') return preflightPurge(then, entryId)
  const taken = await lookAtActs(then, ctx.store, [{ entryId, action, locales }])
  const [act] = taken.acts
  if (act === undefined) throw new Error('One wish is one act')
  if (act instanceof Refusal) return refusedAlready(then, { entryId, refusal: act })
  // What doesn't fit the entry at all, such as a language that isn't there, is no verdict about its state.
  planAct(then, act)
  return { revision: act.inHand.entry.revision, ...(await judgeTogether(then, taken, () => '')) }
}

/** Reasons that lie in the state of an entry; all others are about who asks, or what. */
const verdicts: readonly RefusalCode[] = ['trashed', 'not_trashed']

async function refusedAlready(ctx: Context, { entryId, refusal }: { entryId: string; refusal: Refusal }): Promise<Preflight> {
  const entry = verdicts.includes(refusal.code) ? await ctx.store.entries.find(entryId) : null
  if (entry === null) throw refusal
  return { ...nothing, revision: entry.revision, verdict: 'refused', issues: issuesOf(refusal, typeOfEntry(await ctx.model(), entry)) }
}

const nothing = { changes: {}, targets: [], impact: { count: 0, sample: [], complete: true }, hidden: 0 }

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
