import type { Comparison } from '@verso/model'
import { type OperatorName, operatorNames, type QuantifierName, quantifierNames } from './read-plan.ts'

/** How an operand is written: one value, some, two, true or false, a circle on the globe, or a box on it. */
export type OperandForm = 'one' | 'list' | 'pair' | 'boolean' | 'circle' | 'box'

export interface Operator {
  /** What it compares: a path of another comparison refuses it. */
  takes: readonly Comparison[]
  operand: OperandForm
  /** The operator that it is the exact negation of; it therefore holds for absent values. */
  negates?: OperatorName
  /** Whether an empty text (or, for lists, an empty list) is an operand; otherwise it would widen what was meant, and is refused. */
  takesEmpty?: boolean
  /** Asks about a list as a whole; a path to a single value refuses it. */
  ofLists?: true
}

const scalars = ['text', 'integer', 'number', 'bigint', 'decimal', 'boolean', 'date', 'datetime', 'option', 'color', 'id'] as const
const ordered = ['text', 'integer', 'number', 'bigint', 'decimal', 'date', 'datetime'] as const
const texts = ['text'] as const
const places = ['location'] as const
const anything = [...scalars, 'location', 'none'] as const

/** Every operator, said once: parsing, planning and documents ask here; the compiler has its SQL. */
export const operators: Record<OperatorName, Operator> = {
  eq: { takes: scalars, operand: 'one', takesEmpty: true },
  ne: { takes: scalars, operand: 'one', negates: 'eq' },
  in: { takes: scalars, operand: 'list', takesEmpty: true },
  nin: { takes: scalars, operand: 'list', negates: 'in' },
  gt: { takes: ordered, operand: 'one' },
  gte: { takes: ordered, operand: 'one' },
  lt: { takes: ordered, operand: 'one' },
  lte: { takes: ordered, operand: 'one' },
  between: { takes: ordered, operand: 'pair' },
  contains: { takes: texts, operand: 'one' },
  startsWith: { takes: texts, operand: 'one' },
  endsWith: { takes: texts, operand: 'one' },
  icontains: { takes: texts, operand: 'one' },
  istartsWith: { takes: texts, operand: 'one' },
  iendsWith: { takes: texts, operand: 'one' },
  ieq: { takes: texts, operand: 'one' },
  hasAny: { takes: scalars, operand: 'list', ofLists: true },
  hasAll: { takes: scalars, operand: 'list', ofLists: true },
  near: { takes: places, operand: 'circle' },
  within: { takes: places, operand: 'box' },
  null: { takes: anything, operand: 'boolean' },
  empty: { takes: anything, operand: 'boolean' },
}

export function isOperatorName(name: string): name is OperatorName {
  return (operatorNames as readonly string[]).includes(name)
}

export function isQuantifierName(name: string): name is QuantifierName {
  return (quantifierNames as readonly string[]).includes(name)
}

/** Asks whether there is something; its negation asks the same question the other way. */
export function isPresence(operator: OperatorName): boolean {
  return operators[operator].operand === 'boolean'
}
