import type { Tables } from '@verso/data'
import type { Context } from '../context.ts'
import { Refusal, type RefusalIssue } from '../refusal.ts'
import { checkActs } from './check-acts.ts'
import { entryTitle } from './entry-title.ts'
import { planAct } from './plan-act.ts'
import type { PlannedAct, ReaderAct } from './reader-act.ts'
import { publicationRefusal } from './refuse-publication.ts'
import type { TakenActs } from './take-acts.ts'

/** An act with the place of the wish that it comes from; null for a companion. */
type WishedAct = PlannedAct & { wish: number | null }

interface PossibleActs {
  planned: WishedAct[]
  /** By the place of the wish. */
  refusals: ReadonlyMap<number, Refusal>
}

interface ActsToJudge extends TakenActs {
  /** Entries that will be there and public, though no act says so. */
  expected?: ReadonlySet<string>
  /** What others hold is left for the database to refuse: see `checkActs`. */
  leavesClaims?: boolean
}

/** Works out what acts would change, and which of them can't be at all. Nobody has judged by then whether the others may happen. */
export function planActs(ctx: Context, { acts, companions }: TakenActs): PossibleActs {
  const refusals = new Map<number, Refusal>()
  const all: WishedAct[] = []
  for (const [wish, act] of acts.entries()) {
    const plan = act instanceof Refusal ? act : planOrRefusal(ctx, act)
    if (plan instanceof Refusal) refusals.set(wish, plan)
    else all.push({ ...plan, wish })
  }
  const planned = [...all, ...companions.map((act) => ({ ...planAct(ctx, act), wish: null }))]
  return { planned: withoutIdleCompanions(planned), refusals }
}

/**
 * Plans acts and collects why some of them can't be; nothing is written. What can't be is left out, and the rest is judged again: it
 * may have relied on what is gone.
 */
export async function possibleActs(ctx: Context, tables: Tables, { acts, companions, ...judging }: ActsToJudge): Promise<PossibleActs> {
  const first = planActs(ctx, { acts, companions })
  const refusals = new Map(first.refusals)
  let planned = first.planned
  for (;;) {
    const refused = refusedWishes(planned, await checkActs(ctx, tables, { acts: planned, ...judging }))
    if (refused.size === 0) return { planned, refusals }
    for (const [wish, refusal] of refused) refusals.set(wish, refusal)
    planned = withoutIdleCompanions(planned.filter(({ wish }) => wish === null || !refused.has(wish)))
  }
}

function planOrRefusal(ctx: Context, act: ReaderAct): PlannedAct | Refusal {
  try {
    return planAct(ctx, act)
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}

/** A companion comes along with what becomes public, not with what readers have already. */
function withoutIdleCompanions(planned: readonly WishedAct[]): WishedAct[] {
  const becoming = new Set(
    planned.filter(({ wish, publications }) => wish !== null && publications.length > 0).map(({ inHand }) => inHand.entry.id),
  )
  return planned.filter(({ alongWith }) => alongWith === undefined || [...alongWith].some((id) => becoming.has(id)))
}

/** The faults of an act itself, then those of its companions, as faults of one entry that can't be published. */
function refusedWishes(planned: readonly WishedAct[], found: readonly (Refusal | null)[]): Map<number, Refusal> {
  const refused = new Map<number, Refusal>()
  const unready = new Map<string, RefusalIssue[]>()
  for (const [index, { wish, alongWith = [], inHand }] of planned.entries()) {
    const refusal = found[index] ?? null
    if (refusal === null) continue
    if (wish !== null) refused.set(wish, refusal)
    else for (const root of alongWith) unready.set(root, [...(unready.get(root) ?? []), unreadyCompanion(inHand, refusal.issues)])
  }
  for (const { wish, action, inHand } of planned) {
    const issues = action === 'publish' && wish !== null ? unready.get(inHand.entry.id) : undefined
    if (wish !== null && issues !== undefined) refused.set(wish, publicationRefusal([...(refused.get(wish)?.issues ?? []), ...issues]))
  }
  return refused
}

function unreadyCompanion({ entry, type, locales }: PlannedAct['inHand'], issues: readonly RefusalIssue[]): RefusalIssue {
  const title = entryTitle(type, entry.content, locales) || type.label
  return {
    path: '/fields',
    code: 'target_unpublished',
    message: `"${title}" would be published along and is not ready`,
    entryId: entry.id,
    issues,
  }
}
