import type { ModelPlanRow, Tables } from '@verso/data'
import type { Json } from '@verso/model'
import type { Context } from '../context.ts'
import type { PlannedStep } from './plan-tally.ts'
import type { PreparedChange } from './wanted-model.ts'

const keptMs = 24 * 60 * 60 * 1_000

/** A step as people see it: names in place of ids. */
export type ShownStep = Omit<PlannedStep, 'typeId' | 'fieldId'>

/** What a change of the model would do. `planHash` names it together with the state that it was planned on. */
export interface ModelPlan {
  planHash: string
  steps: ShownStep[]
}

export interface CountedChange {
  change: PreparedChange
  steps: PlannedStep[]
  hash: string
}

/** Remembers a plan for a day, so that it can be applied by its hash. */
export async function keepPlan(
  ctx: Context,
  tables: Pick<Tables, 'modelPlans'>,
  { change, steps, hash }: CountedChange,
): Promise<ModelPlan> {
  const now = ctx.now()
  await tables.modelPlans.removeBefore(new Date(now.getTime() - keptMs))
  const { types, locales, renames } = change.wanted
  await tables.modelPlans.put({
    hash,
    baseVersion: change.present.version,
    types,
    locales,
    plan: JSON.parse(JSON.stringify({ steps, renames })) as Json,
    restores: change.restores,
    byId: ctx.actor.id,
    createdAt: now,
  })
  return { planHash: hash, steps: shownSteps(steps) }
}

/** A plan that isn't over yet. */
export async function findPlan(ctx: Context, tables: Pick<Tables, 'modelPlans'>, hash: string): Promise<ModelPlanRow | null> {
  return tables.modelPlans.find(hash, new Date(ctx.now().getTime() - keptMs))
}

export function shownSteps(steps: readonly PlannedStep[]): ShownStep[] {
  return steps.map(({ typeId: _, fieldId: __, ...step }) => step)
}
