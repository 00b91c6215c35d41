import type { Transaction } from '@verso/data'
import { type ContentType, diffContentType } from '@verso/model'
import { Refusal } from '../refusal.ts'

type Step = ReturnType<typeof diffContentType>[number]

/** A step of a change of the model, and what it would do to the values that are there. */
export type PlannedStep = Step & { counts: { kept: number; converted: number; convertedWithLoss: number; lost: number } }

/** The steps from one state of a type to another, with what each would do. A step that touches no stored value loses none. */
export async function planTypeChange(tx: Transaction, before: ContentType | null, after: ContentType | null): Promise<PlannedStep[]> {
  const steps = diffContentType(before, after)
  const fieldIds = steps.flatMap((step) => (step.effect === 'none' || step.fieldId === undefined ? [] : [step.fieldId]))
  const values = fieldIds.length === 0 ? {} : await tx.models.countValues([...new Set(fieldIds)])
  const entries = before === null ? 0 : await tx.models.countEntries(before.id)
  return steps.map((step) => withCounts(step, step.fieldId === undefined ? entries : (values[step.fieldId] ?? 0)))
}

/** Refuses a change that would lose or convert what is there: it needs to be planned and accepted as a whole. */
export function refuseUnplanned(steps: readonly PlannedStep[]): void {
  if (steps.every((step) => step.effect === 'none')) return
  const shown = steps.map(({ id, kind, type, field, effect, counts }) => ({
    id,
    kind,
    type,
    ...(field === undefined ? {} : { field }),
    effect,
    counts,
  }))
  throw new Refusal('needs_plan', 'This change would lose or convert content that is there', { facts: { plan: { steps: shown } } })
}

function withCounts(step: Step, touched: number): PlannedStep {
  const counts = { kept: 0, converted: 0, convertedWithLoss: 0, lost: 0 }
  if (step.effect === 'none' || touched === 0) return { ...step, effect: 'none', counts: { ...counts, kept: touched } }
  return { ...step, counts: step.effect === 'loss' ? { ...counts, lost: touched } : { ...counts, converted: touched } }
}
