import type { ModelPlanRow, Transaction } from '@verso/data'
import type { Model, Renames } from '@verso/model'
import { authoriseManage } from '../authorise.ts'
import type { Context } from '../context.ts'
import { Refusal } from '../refusal.ts'
import { isLossy, lossRefusal } from './change-model.ts'
import { findPlan } from './keep-plan.ts'
import type { PlannedStep } from './plan-tally.ts'
import { type PreparedChange, planHashOf, prepareChange } from './wanted-model.ts'
import { modelTimeoutMs, writeModel } from './write-model.ts'

export interface PlanToApply {
  planHash: string
  /** That what the plan says is lost may be lost. */
  acceptLoss?: boolean | undefined
}

export interface AppliedModel {
  modelVersion: number
  /** Null where there was nothing to do. */
  seq: bigint | null
}

/** Does what a plan says, all of it or nothing, as long as model and content are those that it was made for. */
export async function applyModel(ctx: Context, { planHash, acceptLoss }: PlanToApply): Promise<AppliedModel> {
  authoriseManage(ctx.actor, 'types')
  return ctx.store.transaction(
    async (tx) => {
      // The lock first: whoever saves or publishes is done by then, or waits until this is.
      const present = await tx.models.lock()
      const plan = await findPlan(ctx, tx, planHash)
      if (plan === null) throw new Refusal('plan_unknown', 'There is no such plan; plans are kept for a day')
      const change = await changeOfPlan(tx, present, plan)
      const { steps } = plan.plan as unknown as { steps: PlannedStep[] }
      if (steps.some((step) => step.locale !== undefined)) authoriseManage(ctx.actor, 'locales')
      if (isLossy(steps) && acceptLoss !== true) throw lossRefusal({ planHash, steps })
      if (steps.length === 0) return { modelVersion: present.version, seq: null }
      const { model, seq } = await writeModel(ctx, tx, {
        change,
        steps,
        action: 'model.apply',
        target: { kind: 'model', id: planHash },
        before: { version: present.version, hash: present.hash },
        after: { version: present.version + 1, steps: steps.map(({ id, effect, counts }) => ({ id, effect, counts })) },
      })
      return { modelVersion: model.version, seq }
    },
    { timeoutMs: modelTimeoutMs },
  )
}

/** The change that a plan is about, if everything is still as it was. */
async function changeOfPlan(tx: Transaction, present: Model, plan: ModelPlanRow): Promise<PreparedChange> {
  const { renames } = plan.plan as unknown as { renames: Renames }
  const stale = new Refusal('plan_stale', 'The model or the content was changed since this was planned; plan again')
  if (plan.baseVersion !== present.version) throw stale
  const change = prepareChange(present, { types: plan.types, locales: plan.locales, renames })
  if ((await planHashOf(tx, change)) !== plan.hash) throw stale
  return change
}
