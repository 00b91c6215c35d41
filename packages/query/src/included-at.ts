import type { IncludePlan } from './read-plan.ts'

/** How a reference is loaded, by where its field stands in the entry: at the exact place that was named, or anywhere that a `*` reaches. */
export function includedAt(
  include: readonly IncludePlan[],
  { fieldId, inner }: { fieldId: string; inner?: string },
): IncludePlan | undefined {
  const exact = include.find((plan) => plan.fieldId === fieldId && plan.inner === inner && plan.anywhere === undefined)
  return exact ?? include.find((plan) => plan.fieldId === fieldId && reaches(plan, inner))
}

function reaches({ inner: above, anywhere }: IncludePlan, inner: string | undefined): boolean {
  if (anywhere === undefined || inner === undefined) return false
  return (inner === anywhere || inner.endsWith(`/${anywhere}`)) && (above === undefined || inner.startsWith(`${above}/`))
}
