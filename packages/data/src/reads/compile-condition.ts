import type { Json } from '@verso/model'
import { type Condition, partPattern, type Target } from '@verso/query'
import { bind, folded, isOneOf, operatorSql } from './operator-sql.ts'
import { type Scope, searchOf, targetValue } from './scope.ts'
import { isServed } from './served.ts'
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
    case 'search':
      return searchOf(scope).where
    case 'items':
      return compileItems(condition, scope)
    case 'file':
      return compileFile(condition, scope)
    case 'related': {
      const { where: asked } = condition
      if (asked !== null && namesFew(asked) && scope.leadsTo !== undefined)
        return scope.leadsTo(condition, (target) => compileCondition(asked, target))
      const { from, where, target } = scope.follow(condition)
      // Of a longer way each step is looked at by itself: PostgreSQL would make one join of all of them, and where it has no statistics yet
      // (an import, a new type) it has chosen the product of all rows.
      const apart = scope.isFollowed === true ? ' offset 0' : ''
      return `exists (select from ${from} where ${where}${condition.where === null ? '' : ` and ${compileCondition(condition.where, { ...target, isFollowed: true })}`}${apart})`
    }
  }
}

/** Whether a condition is met by a few at most, whatever there is: it names them by slug or id. */
function namesFew(condition: Condition): boolean {
  if (condition.kind === 'and') return condition.of.some(namesFew)
  if (condition.kind !== 'compare' || condition.target.kind !== 'system') return false
  const { target, operator } = condition
  return (target.column === 'slug' || target.column === 'id') && (operator === 'eq' || operator === 'in')
}

function compileCompare(condition: Compare, scope: Scope): string {
  const { target, operator, operand } = condition
  const value = targetValue(scope, target)
  const rule = operatorSql[operator]
  const among = value.items !== null && isServed(target) && listOperators.has(operator) ? amongItems(value.items, operand, scope) : ''
  switch (rule.of) {
    case 'presence': {
      const present = rule.empty ? saysSomething(value, target) : value.present
      return operand === true ? not(present) : `(${present})`
    }
    case 'list': {
      // One target of a list of references at a time: that it is among the operands says that the list has any of them.
      if (value.items === null) return `(${isOneOf(value, operand, scope.parameters)})`
      const operands = rule.every ? [operand].flat() : [operand]
      return `(${among}${operands.map((one) => someItem(value, target, (item) => isOneOf(item, one, scope.parameters))).join(' and ')})`
    }
    case 'value': {
      const test =
        value.items === null
          ? rule.test(value, operand, scope.parameters)
          : someItem(value, target, (item) => rule.test(item, operand, scope.parameters))
      return rule.negated === true ? not(test) : `(${among}${likePart(condition, value, scope)}${test})`
    }
  }
}

/** Those of an item being one of the operands. */
const listOperators: ReadonlySet<Compare['operator']> = new Set(['eq', 'in', 'hasAny', 'hasAll'])

/** Says nothing new of a list of words that holds one of the operands, but something that an index of the list knows. */
function amongItems(items: string, operand: Json, { parameters }: Scope): string {
  const operands = [operand].flat()
  if (operands.length === 0) return ''
  return `(${operands.map((one) => `${items} @> ${parameters.add(JSON.stringify(one), 'jsonb')}`).join(' or ')}) and `
}

/** Says nothing new either of a text that holds the operand, but what an index of trigrams knows. */
function likePart(condition: Compare, { items, sql }: SqlValue, { parameters }: Scope): string {
  const { target } = condition
  if (items !== null || target.kind !== 'field' || target.comparison !== 'text' || !isServed(target)) return ''
  const pattern = partPattern(condition)
  return pattern === null ? '' : `${folded(sql)} like ${folded(bind(pattern, 'text', parameters))} and `
}

/** Present, and more than `""`, `[]` or `{}`. */
function saysSomething(value: SqlValue, target: Target): string {
  if (value.items !== null) return someItem(value, target, (item) => `item.value not in ('""', '[]', '{}') and ${item.present}`)
  return target.kind === 'system' ? value.present : `${value.present} and ${value.json} not in ('""', '[]', '{}')`
}

/** True when one of the items passes. */
function someItem({ items }: SqlValue, target: Target, test: (item: SqlValue) => string): string {
  return `exists (select from jsonb_array_elements(${listOf(items ?? 'null')}) as item (value) where ${test(itemValue('item.value', target.comparison))})`
}

/** The items one by one, each as what the condition is about. */
function compileItems({ target, where }: Extract<Condition, { kind: 'items' }>, scope: Scope): string {
  const { items } = targetValue(scope, target)
  const { alias, scope: inner } = scope.item()
  return `exists (select from jsonb_array_elements(${listOf(items ?? 'null')}) as ${alias} (value) where ${compileCondition(where, { ...inner, isFollowed: true })})`
}

/** Some version that is valid of a file that the field names. */
function compileFile({ of, where }: Extract<Condition, { kind: 'file' }>, scope: Scope): string {
  const { json, items } = targetValue(scope, of)
  const { alias, where: isValid, scope: inner } = scope.file()
  const id = `case when jsonb_typeof(named.value) = 'string' then (named.value #>> '{}')::uuid end`
  return `exists (select from jsonb_array_elements(${listOf(items ?? json)}) as named (value) join "MediaVersion" ${alias} on ${alias}."mediaId" = ${id}
    where ${isValid} and ${compileCondition(where, inner)})`
}

/** The items of a list; none where there is no list, and a value from before the field held many as its one item. */
export function listOf(items: string): string {
  return `case jsonb_typeof(${items}) when 'array' then ${items} when 'null' then '[]' else coalesce(nullif(jsonb_build_array(${items}), '[null]'), '[]') end`
}

function not(condition: string): string {
  return `((${condition}) is not true)`
}
