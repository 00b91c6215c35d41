import type { Comparison } from '@verso/model'
import { type OperatorName, operatorNames } from './read-plan.ts'

export interface Operator {
  /** What it compares: a path of another comparison refuses it. */
  takes: readonly Comparison[]
  operand: 'one' | 'list' | 'boolean'
  /** The operator that it is the exact negation of; it therefore holds for absent values. */
  negates?: OperatorName
  /** Whether an empty text (or, for lists, an empty list) is an operand; otherwise it would widen what was meant, and is refused. */
  takesEmpty?: boolean
}

const scalars = ['text', 'integer', 'number', 'bigint', 'decimal', 'boolean', 'date', 'datetime', 'option', 'color', 'id'] as const
const ordered = ['text', 'integer', 'number', 'bigint', 'decimal', 'date', 'datetime'] as const

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
  contains: { takes: ['text'], operand: 'one' },
  null: { takes: [...scalars, 'location', 'none'], operand: 'boolean' },
}

export function isOperatorName(name: string): name is OperatorName {
  return (operatorNames as readonly string[]).includes(name)
}
