import type { Condition } from '@verso/query'
import { operatorSql } from './operator-sql.ts'
import { type Scope, targetValue } from './scope.ts'
import { itemValue, type SqlValue } from './sql-value.ts'

type Compare = Extract<Condition, { kind: 'compare' }>

/**
 * A condition as SQL that is true exactly where the condition holds. Inside it may be null where a value is absent: `and` and
 * `or` make nothing true of that, and every negation is written as `is not true`, so that logic stays two-valued.
 */
export function compileCondition(condition: Condition, scope: Scope): string {
  switch (condition.kind) {
    case 'and':
      return condition.of.length === 0 ? 'true' : `(${condition.of.map((one) => compileCondition(one, scope)).join(' and ')})`
    case 'or':
      return condition.of.length === 0 ? 'false' : `(${condition.of.map((one) => compileCondition(one, scope)).join(' or ')})`
    case 'not':
      return not(compileCondition(condition.of, scope))
    case 'compare':
      return compileCompare(condition, scope)
    case 'related': {
      const { from, where, target } = scope.follow(condition)
      return `exists (select from ${from} where ${where}${condition.where === null ? '' : ` and ${compileCondition(condition.where, target)}`})`
    }
  }
}

function compileCompare({ target, operator, operand }: Compare, scope: Scope): string {
  const value = targetValue(scope, target)
  const rule = operatorSql[operator]
  if (rule.presence === true) return operand === true ? not(value.present) : `(${value.present})`
  const test =
    value.items === null
      ? rule.test(value, operand, scope.parameters)
      : someItem(value.items, target, (item) => rule.test(item, operand, scope.parameters))
  return rule.negated ? not(test) : `(${test})`
}

/** True when one of the items passes; a value from before the field held many counts as one item. */
function someItem(items: string, { comparison }: Compare['target'], test: (item: SqlValue) => string): string {
  const list = `case jsonb_typeof(${items}) when 'array' then ${items} else jsonb_build_array(${items}) end`
  return `exists (select from jsonb_array_elements(${list}) as item (value) where ${test(itemValue('item.value', comparison))})`
}

function not(condition: string): string {
  return `((${condition}) is not true)`
}
