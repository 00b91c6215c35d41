import { isDecimal, type Json } from '@verso/model'
import type { OperatorName } from '@verso/query'
import { isId, type Parameters } from './parameters.ts'
import type { SqlType, SqlValue } from './sql-value.ts'

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
  return `${value.sql} = ${bind(operand, value.type, parameters)}`
}

export function isOneOf(value: SqlValue, operand: Json, parameters: Parameters): string {
  const operands = (Array.isArray(operand) ? operand : [operand]).map((one) => toParameter(one, value.type)).filter((one) => one !== null)
  const { conditions } = value
  if (conditions !== undefined) return operands.map((one) => `(${conditions[one] ?? 'false'})`).join(' or ') || 'false'
  return `${value.sql} = any(${parameters.add(operands, `${value.type}[]`)})`
}

function compares(sign: string): Test {
  return (value, operand, parameters) => `${value.sql}${value.collation} ${sign} ${bind(operand, value.type, parameters)}`
}

function isBetween(value: SqlValue, operand: Json, parameters: Parameters): string {
  const [from = null, to = null] = Array.isArray(operand) ? operand : []
  return `${compares('>=')(value, from, parameters)} and ${compares('<=')(value, to, parameters)}`
}

function holdsText(test: (text: string, part: string) => string): Test {
  return (value, operand, parameters) => test(value.sql, bind(operand, 'text', parameters))
}

/** Only case is folded, by the rules of no language. */
function folded(text: string): string {
  return `lower(${text} collate "und-x-icu")`
}

/** The mean radius of the earth. */
const earthMetres = 6_371_008.8

/**
 * By the haversine formula, on a sphere: within half a percent of the truth. What it compares is the square of the sine of half the
 * angle, which is null where no place is.
 */
function isNear({ json }: SqlValue, operand: Json, parameters: Parameters): string {
  const [latitude, longitude] = [degreesOf(json, 'lat'), degreesOf(json, 'lng')]
  const [, , metres = 0] = Array.isArray(operand) ? operand.map(Number) : []
  const halfAngle = metres / (2 * earthMetres)
  // From half of the way round on everything is near, whatever the last digit says.
  const limit = halfAngle >= Math.PI / 2 ? 2 : Math.sin(halfAngle) ** 2
  const [lat, lng] = numbers(operand, parameters)
  const half = (one: string, other: string) => `power(sin(radians(${one} - ${other}) / 2), 2)`
  const square = `${half(latitude, lat)} + cos(radians(${lat})) * cos(radians(${latitude})) * ${half(longitude, lng)}`
  return `${square} <= ${parameters.add(String(limit), 'float8')}`
}

function isWithin({ json }: SqlValue, operand: Json, parameters: Parameters): string {
  const [south, west] = numbers(operand, parameters)
  const [north, east] = numbers(Array.isArray(operand) ? operand.slice(2) : null, parameters)
  const longitude = degreesOf(json, 'lng')
  const crossesDateLine = Array.isArray(operand) && Number(operand[1]) > Number(operand[3])
  const between = crossesDateLine ? `(${longitude} >= ${west} or ${longitude} <= ${east})` : `${longitude} between ${west} and ${east}`
  return `${degreesOf(json, 'lat')} between ${south} and ${north} and ${between}`
}

/** Null where no place is, also in a publication from before the field held one. */
function degreesOf(json: string, member: 'lat' | 'lng'): string {
  const value = `(${json}) -> '${member}'`
  return `case when jsonb_typeof(${value}) = 'number' then (${value})::float8 end`
}

function numbers(operand: Json, parameters: Parameters): [string, string] {
  const [one = 0, other = 0] = Array.isArray(operand) ? operand : []
  return [parameters.add(String(one), 'float8'), parameters.add(String(other), 'float8')]
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
