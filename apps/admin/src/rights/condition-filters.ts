import type { Filter } from '../screens/entry-list/list-view.ts'
import type { FilterField } from '../screens/entry-list/filter-fields.ts'

type Condition = Record<string, unknown>

/** The chips that a condition is the same as; null where it takes more than chips can say. */
export function filtersOf(condition: Condition | undefined, fields: readonly FilterField[]): Filter[] | null {
  const filters: Filter[] = []
  for (const [field, operators] of Object.entries(condition ?? {})) {
    const known = fields.find(({ name }) => name === field)
    if (known === undefined) return null
    const pairs = isObject(operators) ? Object.entries(operators) : [['eq', operators] as const]
    for (const [operator, operand] of pairs) {
      if (!known.operators.some((one) => one.operator === operator)) return null
      const value = Array.isArray(operand) ? operand.join(',') : operand
      if (!['string', 'number', 'boolean'].includes(typeof value)) return null
      filters.push({ field, operator, value: String(value) })
    }
  }
  return filters
}

/** Chips as a condition, with values in the form of their kinds. None at all is no condition. */
export function conditionOf(filters: readonly Filter[], fields: readonly FilterField[]): Condition | undefined {
  if (filters.length === 0) return undefined
  const condition: Record<string, Record<string, unknown>> = {}
  for (const filter of filters) {
    const field = fields.find(({ name }) => name === filter.field)
    condition[filter.field] = { ...condition[filter.field], [filter.operator]: operandOf(filter, field) }
  }
  return condition
}

/** A condition that chips can say, in words: "Rating is at least 4"; null for any other, and where it names an entry. */
export function conditionWords(condition: Condition, fields: readonly FilterField[]): string | null {
  const filters = filtersOf(condition, fields)
  const words = filters?.map(({ field, operator, value }) => {
    const known = fields.find(({ name }) => name === field)
    const act = known?.operators.find((one) => one.operator === operator && (one.value === undefined || one.value === value))
    if (known === undefined || act === undefined || act.input === 'entry') return null
    const labels = value.split(',').map((one) => known.options?.find((option) => option.value === one)?.label ?? one)
    return act.input === 'none' ? `${known.label} ${act.label}` : `${known.label} ${act.label} ${labels.join(' or ')}`
  })
  return words === undefined || words.length === 0 || words.includes(null) ? null : words.join(' and ')
}

function operandOf({ operator, value }: Filter, field: FilterField | undefined): unknown {
  const input = field?.operators.find((one) => one.operator === operator)?.input
  if (operator === 'in') return value.split(',')
  if (input === 'number') return Number(value)
  if (input === 'boolean' || operator === 'null') return value === 'true'
  return value
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
