import type { Context } from '../context.ts'
import { typeOfEntry } from '../entries/entry-detail.ts'
import { planAct } from '../entries/plan-act.ts'
import { lookAtActs } from '../entries/take-acts.ts'
import { Refusal, type RefusalCode } from '../refusal.ts'
import { judgeTogether } from './judge-together.ts'
import type { Preflight, PreflightQuestion } from './preflight.ts'
import { issuesOf } from './preflight-issues.ts'
import { preflightPurge, unaffected } from './preflight-purge.ts'

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
  return { revision: act.inHand.entry.revision, ...(await judgeTogether(then, taken, { prefixOf: () => '', at })) }
}

/** Reasons that lie in the state of an entry; all others are about who asks, or what. */
const verdicts: readonly RefusalCode[] = ['trashed', 'not_trashed']

async function refusedAlready(ctx: Context, { entryId, refusal }: { entryId: string; refusal: Refusal }): Promise<Preflight> {
  const entry = verdicts.includes(refusal.code) ? await ctx.store.entries.find(entryId) : null
  if (entry === null) throw refusal
  return { ...unaffected, revision: entry.revision, verdict: 'refused', issues: issuesOf(refusal, typeOfEntry(await ctx.model(), entry)) }
}
