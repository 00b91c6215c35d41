import { isDecimal, type Json } from '@verso/model'
import type { OperatorName } from '@verso/query'
import { isId, type Parameters } from './parameters.ts'
import type { SqlType, SqlValue } from './sql-value.ts'

/** How an operator is said in SQL. `negated` ones are the exact opposite of their test and so hold for absent values. */
type OperatorSql = { presence: true } | { presence?: never; test: Test; negated: boolean }

type Test = (value: SqlValue, operand: Json, parameters: Parameters) => string

/** One row for each operator of the language. A test is null or false where there is no value. */
export const operatorSql: Record<OperatorName, OperatorSql> = {
  eq: { test: equals, negated: false },
  ne: { test: equals, negated: true },
  in: { test: isOneOf, negated: false },
  nin: { test: isOneOf, negated: true },
  gt: { test: compares('>'), negated: false },
  gte: { test: compares('>='), negated: false },
  lt: { test: compares('<'), negated: false },
  lte: { test: compares('<='), negated: false },
  // Not LIKE, which would read `%`, `_` and `\` in what people look for.
  contains: { test: (value, operand, parameters) => `strpos(${value.sql}, ${bind(operand, value.type, parameters)}) > 0`, negated: false },
  null: { presence: true },
}

function equals(value: SqlValue, operand: Json, parameters: Parameters): string {
  return `${value.sql} = ${bind(operand, value.type, parameters)}`
}

function isOneOf(value: SqlValue, operand: Json, parameters: Parameters): string {
  const operands = (Array.isArray(operand) ? operand : [operand]).map((one) => toParameter(one, value.type)).filter((one) => one !== null)
  return `${value.sql} = any(${parameters.add(operands, `${value.type}[]`)})`
}

function compares(sign: string): Test {
  return (value, operand, parameters) => `${value.sql}${value.collation} ${sign} ${bind(operand, value.type, parameters)}`
}

export function bind(operand: Json, type: SqlType, parameters: Parameters): string {
  return parameters.add(toParameter(operand, type), type)
}

/** What PostgreSQL couldn't read as this type, no value can equal: it goes as null, which no test is true of. */
function toParameter(operand: Json, type: SqlType): string | null {
  if (operand === null || typeof operand === 'object') return null
  const text = String(operand)
  if (type === 'uuid') return isId(text) ? text : null
  if (type === 'numeric') return (typeof operand === 'number' && Number.isFinite(operand)) || isDecimal(text) ? text : null
  return text.includes('\0') ? null : text
}
