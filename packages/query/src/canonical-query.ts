import { canonicalJson } from '@verso/model'
import { operators } from './operators.ts'
import type { Condition, OperatorName, ReadPlan } from './read-plan.ts'

/** One text for all plans that mean the same rows and the same answer, whatever the order in which conditions were written. */
export function canonicalPlan(plan: ReadPlan): string {
  return canonicalJson({ ...plan, where: plan.where === null ? null : canonicalCondition(plan.where) })
}

function canonicalCondition(condition: Condition): unknown {
  if (condition.kind === 'not') return { ...condition, of: canonicalCondition(condition.of) }
  if (condition.kind === 'related') return { ...condition, where: condition.where === null ? null : canonicalCondition(condition.where) }
  if (condition.kind === 'search') return condition
  if (condition.kind === 'items' || condition.kind === 'file') return { ...condition, where: canonicalCondition(condition.where) }
  if (condition.kind === 'compare')
    return Array.isArray(condition.operand) && isUnordered(condition.operator)
      ? { ...condition, operand: sorted(condition.operand) }
      : condition
  return { ...condition, of: sorted(condition.of.map((part) => canonicalCondition(part))) }
}

/** Two operands of one operator are from and to, and places are numbers in their order. */
function isUnordered(operator: OperatorName): boolean {
  return operators[operator].operand === 'list'
}

function sorted(values: readonly unknown[]): unknown[] {
  const byText = new Map(values.map((value) => [canonicalJson(value), value]))
  return [...byText.keys()].sort().map((text) => byText.get(text))
}
