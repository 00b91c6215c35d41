import type { Tables } from '@verso/data'
import type { Context } from '../context.ts'
import { Refusal } from '../refusal.ts'
import type { ActsTogether } from './acts-together.ts'
import { describeUsages } from './list-entry-usages.ts'
import type { PlannedAct } from './reader-act.ts'
import { hasTargetRules, linksToWhatGoes, type RuledLink } from './target-rules.ts'

/** As many usages as an answer names. */
const named = 20

interface Ending {
  acts: readonly PlannedAct[]
  together: ActsTogether
}

/** Why acts can't take something away that fields of others hold on to, with who they are, as far as the asker may know. */
export async function useRefusals(ctx: Context, tables: Tables, { acts, together }: Ending): Promise<ReadonlyMap<PlannedAct, Refusal>> {
  const model = acts[0]?.inHand.model
  const refusals = new Map<PlannedAct, Refusal>()
  if (model === undefined || !hasTargetRules(model, ['refuse'])) return refusals
  for (const [act, links] of await linksToWhatGoes(tables, { acts, together, model })) {
    const holding = links.filter(({ rule }) => rule === 'refuse')
    if (holding.length > 0) refusals.set(act, await refusalOf(ctx, tables, { act, holding }))
  }
  return refusals
}

async function refusalOf(ctx: Context, tables: Tables, { act, holding }: { act: PlannedAct; holding: RuledLink[] }): Promise<Refusal> {
  const { usages, hidden } = await describeUsages(ctx, tables, holding)
  const sentence =
    act.action === 'trash' ? 'Entries hold on to this one; take it out of them first' : 'Published entries hold on to this one'
  return new Refusal('in_use', sentence, { facts: { usages: namedUsages(usages), total: holding.length, hidden } })
}

/** Usages as answers name them. */
export function namedUsages(usages: Awaited<ReturnType<typeof describeUsages>>['usages']) {
  return usages.slice(0, named).map(({ typeName, ...usage }) => ({ ...usage, type: typeName }))
}
