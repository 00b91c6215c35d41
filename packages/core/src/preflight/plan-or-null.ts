import type { Context } from '../context.ts'
import { planAct } from '../entries/plan-act.ts'
import type { PlannedAct } from '../entries/reader-act.ts'
import { Refusal } from '../refusal.ts'

/** What an act would be; null where it can't be one at all. */
export function planOrNull(ctx: Context, act: Parameters<typeof planAct>[1]): PlannedAct | null {
  try {
    return planAct(ctx, act)
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}
