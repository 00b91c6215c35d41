import { parseModelDocument } from '@verso/model'
import { authoriseManage } from '../authorise.ts'
import type { Context } from '../context.ts'
import { Refusal } from '../refusal.ts'
import { withFormerCodes } from './former-codes.ts'
import { keepPlan, type ModelPlan } from './keep-plan.ts'
import { refuseImpossible } from './refuse-impossible.ts'
import { scanChange } from './scan-change.ts'
import { type PreparedChange, planHashOf, prepareChange } from './wanted-model.ts'

/** Says what making a document the model would do to all that is there, value by value. Changes nothing; the plan can be applied for a day. */
export async function planModel(ctx: Context, document: unknown): Promise<ModelPlan> {
  authoriseManage(ctx.actor, 'types')
  const present = await ctx.store.models.current()
  const parsed = parseModelDocument(document, { model: present, newId: ctx.newId })
  if (parsed.issues !== undefined)
    throw new Refusal('invalid_model', 'The model can not be like this', { issues: parsed.issues.map((issue) => ({ ...issue })) })
  const { types, renames } = parsed
  const locales = withFormerCodes(parsed.locales, { present, renames: renames.locales, now: ctx.now() })
  const change = prepareChange(present, { types, locales, renames })
  refuseLocaleManagers(ctx, change)
  await refuseImpossible(ctx.store, change)
  // The hash before the count: what is saved in between makes the plan a stale one, never a wrong one.
  const hash = await planHashOf(ctx.store, change)
  const steps = await scanChange(ctx.store, change)
  return keepPlan(ctx, ctx.store, { change, steps, hash })
}

/** Languages have managers of their own. */
function refuseLocaleManagers(ctx: Context, { steps }: PreparedChange): void {
  if (steps.some((step) => step.locale !== undefined)) authoriseManage(ctx.actor, 'locales')
}
