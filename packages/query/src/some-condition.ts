import type { Condition } from './read-plan.ts'

/** Whether a condition, or one of those that it is made of, is as `test` says. */
export function someCondition(condition: Condition, test: (one: Condition) => boolean): boolean {
  if (test(condition)) return true
  switch (condition.kind) {
    case 'and':
    case 'or':
      return condition.of.some((part) => someCondition(part, test))
    case 'not':
      return someCondition(condition.of, test)
    case 'items':
    case 'file':
      return someCondition(condition.where, test)
    case 'related':
      return condition.where !== null && someCondition(condition.where, test)
    case 'compare':
    case 'search':
      return false
  }
}
