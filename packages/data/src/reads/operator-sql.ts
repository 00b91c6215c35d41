import { isDecimal, type Json } from '@verso/model'
import type { OperatorName } from '@verso/query'
import { isId, type Parameters } from './parameters.ts'
import { isNear, isWithin } from './place-sql.ts'
import { isBeyondKey, keyOf, type SqlType, type SqlValue } from './sql-value.ts'

/** How an operator is said in SQL. `negated` ones are the exact opposite of their test and so hold for absent values. */
export type OperatorSql =
  | { of: 'value'; test: Test; negated?: true }
  /** Said of a list as a whole: it has every operand, or one of them. */
  | { of: 'list'; every: boolean }
  | { of: 'presence'; empty: boolean }

type Test = (value: SqlValue, operand: Json, parameters: Parameters) => string

/** One row for each operator of the language. A test is null or false where there is no value. */
export const operatorSql: Record<OperatorName, OperatorSql> = {
  eq: { of: 'value', test: equals },
  ne: { of: 'value', test: equals, negated: true },
  in: { of: 'value', test: isOneOf },
  nin: { of: 'value', test: isOneOf, negated: true },
  gt: { of: 'value', test: compares('>') },
  gte: { of: 'value', test: compares('>=') },
  lt: { of: 'value', test: compares('<') },
  lte: { of: 'value', test: compares('<=') },
  between: { of: 'value', test: isBetween },
  // Not LIKE, which would read `%`, `_` and `\` in what people look for.
  contains: {
    of: 'value',
    test: holdsText((text, part) => `strpos(${text}, ${part}) > 0`),
  },
  startsWith: {
    of: 'value',
    test: holdsText((text, part) => `starts_with(${text}, ${part})`),
  },
  endsWith: {
    of: 'value',
    test: holdsText((text, part) => `right(${text}, length(${part})) = ${part}`),
  },
  icontains: {
    of: 'value',
    test: holdsText((text, part) => `strpos(${folded(text)}, ${folded(part)}) > 0`),
  },
  istartsWith: {
    of: 'value',
    test: holdsText((text, part) => `starts_with(${folded(text)}, ${folded(part)})`),
  },
  iendsWith: {
    of: 'value',
    test: holdsText((text, part) => `right(${folded(text)}, length(${folded(part)})) = ${folded(part)}`),
  },
  ieq: {
    of: 'value',
    test: holdsText((text, part) => `${folded(text)} = ${folded(part)}`),
  },
  hasAny: { of: 'list', every: false },
  hasAll: { of: 'list', every: true },
  near: { of: 'value', test: isNear },
  within: { of: 'value', test: isWithin },
  null: { of: 'presence', empty: false },
  empty: { of: 'presence', empty: true },
}

function equals(value: SqlValue, operand: Json, parameters: Parameters): string {
  if (value.conditions !== undefined) return isOneOf(value, operand, parameters)
  const same = `${value.key}${value.equality} = ${bindKey(operand, value, parameters)}`
  // Who begins like it need not be it.
  return isLong(operand, value) ? `${same} and ${value.sql} = ${bind(operand, value.type, parameters)}` : same
}

export function isOneOf(value: SqlValue, operand: Json, parameters: Parameters): string {
  const operands = (Array.isArray(operand) ? operand : [operand]).map((one) => toParameter(one, value.type)).filter((one) => one !== null)
  const { conditions } = value
  if (conditions !== undefined) return operands.map((one) => `(${conditions[one] ?? 'false'})`).join(' or ') || 'false'
  const keys = value.key === value.sql ? operands : operands.map(keyOf)
  const same = `${value.key}${value.equality} = any(${parameters.add(keys, `${value.type}[]`)})`
  return operands.some((one) => isLong(one, value))
    ? `${same} and ${value.sql} = any(${parameters.add(operands, `${value.type}[]`)})`
    : same
}

function compares(sign: string): Test {
  return (value, operand, parameters) => `${value.key}${value.collation} ${sign} ${bindKey(operand, value, parameters)}`
}

function isBetween(value: SqlValue, operand: Json, parameters: Parameters): string {
  const [from = null, to = null] = Array.isArray(operand) ? operand : []
  return `${compares('>=')(value, from, parameters)} and ${compares('<=')(value, to, parameters)}`
}

function holdsText(test: (text: string, part: string) => string): Test {
  return (value, operand, parameters) => test(value.sql, bind(operand, 'text', parameters))
}

/** Only case is folded, by the rules of no language. */
export function folded(text: string): string {
  return `lower(${text} collate "und-x-icu")`
}

/** The key of an operand, for comparisons with the key of a value. */
export function bindKey(operand: Json, { key, sql, type }: SqlValue, parameters: Parameters): string {
  return bind(key !== sql && typeof operand === 'string' ? keyOf(operand) : operand, type, parameters)
}

function isLong(operand: Json, { key, sql }: SqlValue): boolean {
  return key !== sql && typeof operand === 'string' && isBeyondKey(operand)
}

export function bind(operand: Json, type: SqlType, parameters: Parameters): string {
  return parameters.add(toParameter(operand, type), type)
}

/** What PostgreSQL couldn't read as this type, no value can equal: it goes as null, which no test is true of. */
export function toParameter(operand: Json, type: SqlType): string | null {
  if (operand === null || typeof operand === 'object') return null
  const text = String(operand)
  if (type === 'uuid') return isId(text) ? text : null
  if (type === 'numeric') return (typeof operand === 'number' && Number.isFinite(operand)) || isDecimal(text) ? text : null
  return text.includes('\0') ? null : text
}
