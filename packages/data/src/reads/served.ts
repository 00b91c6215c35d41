import { type ReadPlan, someCondition, type Target } from '@verso/query'
import { textLiteral } from './parameters.ts'

/** Whether what is published has an index of the values that a condition or a sort looks at. */
export function isServed(target: Target): boolean {
  return target.kind === 'field' && target.indexed === true
}

/** Whether some condition of a read is about values that have an index. */
export function isServedCondition(where: ReadPlan['where']): boolean {
  return where !== null && someCondition(where, (one) => (one.kind === 'compare' || one.kind === 'items') && isServed(one.target))
}

/** Where an option stands in the order that people gave them. The order is said in the statement itself, so that an index may have it. */
export function placeAmong(options: readonly string[], sql: string): string {
  return `array_position(array[${options.map(textLiteral).join(', ')}]::text[], ${sql})`
}
