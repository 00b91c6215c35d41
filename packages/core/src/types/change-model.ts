import type { Transaction } from '@verso/data'
import type { Model } from '@verso/model'
import type { Context } from '../context.ts'
import { Refusal } from '../refusal.ts'
import { keepPlan, type ModelPlan, shownSteps } from './keep-plan.ts'
import type { PlannedStep } from './plan-tally.ts'
import { scanChange } from './scan-change.ts'
import { planHashOf } from './wanted-model.ts'
import { type ModelWrite, writeModel } from './write-model.ts'

/** What became of a change that was to be made at once: made, nothing to do (`seq` null), or in need of a plan, which is kept. */
export type ChangedModel = { model: Model; seq: bigint | null; needs?: never } | { needs: ModelPlan }

/**
 * Makes a change of the model at once where it converts and loses nothing of what is there. Otherwise the plan is kept, which can be applied
 * as it is: whoever called ends the transaction well, and refuses afterwards (`needsPlan`).
 */
export async function changeModel(ctx: Context, tx: Transaction, { change, ...write }: Omit<ModelWrite, 'steps'>): Promise<ChangedModel> {
  if (change.steps.length === 0) return { model: change.present, seq: null }
  const steps = await scanChange(tx, change)
  if (steps.some((step) => step.effect !== 'none'))
    return { needs: await keepPlan(ctx, tx, { change, steps, hash: await planHashOf(tx, change) }) }
  return writeModel(ctx, tx, { ...write, change, steps })
}

export function needsPlan(plan: ModelPlan): Refusal {
  return new Refusal('needs_plan', 'This change would lose or convert content that is there', { facts: { plan } })
}

/** What is said to whoever applies or undoes a change that loses something, without having accepted that. */
export function lossRefusal(plan: { planHash?: string; steps: readonly PlannedStep[] }): Refusal {
  return new Refusal('loss_not_accepted', 'This change loses content that is there; say that this is accepted', {
    facts: { plan: { ...plan, steps: shownSteps(plan.steps) } },
  })
}

/** Whether a change takes something away that a later look could miss. */
export function isLossy(steps: readonly PlannedStep[]): boolean {
  return steps.some((step) => step.effect === 'loss')
}
