import type { Json } from '@verso/model'
import type { Condition, SortKey, SystemColumn, Target } from '@verso/query'
import { compareValues, folded, isInBox, metresBetween, type Spot } from '../support/plain-values.ts'

/** An entry as a plain object, for saying in a few lines of a loop what a condition and an order mean. */
export interface PlainRow {
  id: string
  /** Comparable values by field id. */
  values: Record<string, Json>
  system: Partial<Record<SystemColumn, Json>>
  /** The targets of a reference field that may be seen. */
  follow: (fieldId: string, typeIds: string[]) => PlainRow[]
  /** One item of a list, where a quantifier looks at them one by one. */
  item?: Json
}

export function holds(condition: Condition, row: PlainRow): boolean {
  switch (condition.kind) {
    case 'and':
      return condition.of.every((one) => holds(one, row))
    case 'or':
      return condition.of.some((one) => holds(one, row))
    case 'not':
      return !holds(condition.of, row)
    case 'related':
      return row.follow(condition.fieldId, condition.typeIds).some((target) => condition.where === null || holds(condition.where, target))
    case 'items':
      return itemsOf(row, condition.target).some((item) => holds(condition.where, { ...row, item }))
    case 'compare':
      return passes(condition, row)
    case 'search':
    case 'file':
      throw new Error('The plain loop knows nothing of words and files')
  }
}

function passes({ target, operator, operand }: Extract<Condition, { kind: 'compare' }>, row: PlainRow): boolean {
  const items = itemsOf(row, target)
  const some = (test: (item: Json) => boolean) => items.some(test)
  // Exact figures are kept as they were written, and mean the same with zeros at their end.
  const isSame = (item: Json, other: Json) => (target.comparison === 'decimal' ? compare(item, other, target) === 0 : item === other)
  const isAmong = (item: Json) => (operand as Json[]).some((other) => isSame(item, other))
  switch (operator) {
    case 'null':
      return (items.length === 0) === operand
    case 'eq':
      return some((item) => isSame(item, operand))
    case 'ne':
      return !some((item) => isSame(item, operand))
    case 'in':
      return some(isAmong)
    case 'nin':
      return !some(isAmong)
    case 'empty':
      return items.every((item) => ['""', '[]', '{}'].includes(JSON.stringify(item))) === operand
    case 'between':
      return some((item) => compare(item, at(operand, 0), target) >= 0 && compare(item, at(operand, 1), target) <= 0)
    case 'contains':
      return some((item) => String(item).includes(String(operand)))
    case 'startsWith':
      return some((item) => String(item).startsWith(String(operand)))
    case 'endsWith':
      return some((item) => String(item).endsWith(String(operand)))
    case 'icontains':
      return some((item) => folded(item).includes(folded(operand)))
    case 'istartsWith':
      return some((item) => folded(item).startsWith(folded(operand)))
    case 'iendsWith':
      return some((item) => folded(item).endsWith(folded(operand)))
    case 'ieq':
      return some((item) => folded(item) === folded(operand))
    case 'hasAny':
      return some((item) => (operand as Json[]).includes(item))
    case 'hasAll':
      return (operand as Json[]).every((one) => items.includes(one))
    case 'near':
      return some(
        (item) =>
          metresBetween(item as unknown as Spot, { lat: Number(at(operand, 0)), lng: Number(at(operand, 1)) }) <= Number(at(operand, 2)),
      )
    case 'within':
      return some((item) => isInBox(item as unknown as Spot, operand as number[]))
    case 'gt':
      return some((item) => compare(item, operand, target) > 0)
    case 'gte':
      return some((item) => compare(item, operand, target) >= 0)
    case 'lt':
      return some((item) => compare(item, operand, target) < 0)
    case 'lte':
      return some((item) => compare(item, operand, target) <= 0)
  }
}

function at(operand: Json, index: number): Json {
  return (operand as Json[])[index] ?? null
}

function itemsOf(row: PlainRow, target: Target): Json[] {
  if (target.kind === 'score' || target.kind === 'file') throw new Error('The plain loop knows nothing of words and files')
  if (target.kind === 'item') return row.item === undefined || row.item === null ? [] : [row.item]
  const value = target.kind === 'system' ? row.system[target.column] : row.values[target.fieldId]
  if (value === undefined || value === null) return []
  return Array.isArray(value) ? value : [value]
}

function compare(a: Json, b: Json, { comparison }: Target): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  if (comparison === 'decimal' || comparison === 'bigint') return compareValues(a, b, 'exact')
  return compareValues(a, b, comparison === 'text' || comparison === 'option' ? 'text' : 'bytes')
}

/** The order of a list: nulls last in both directions, ties by id. */
export function inOrder(sort: SortKey[]): (a: PlainRow, b: PlainRow) => number {
  return (a, b) => {
    for (const key of sort) {
      const [left, right] = [sortValue(a, key), sortValue(b, key)]
      if (left === null || right === null) {
        if (left !== right) return left === null ? 1 : -1
        continue
      }
      const result = compare(left, right, key.target)
      if (result !== 0) return key.descending ? -result : result
    }
    return a.id < b.id ? -1 : 1
  }
}

function sortValue(row: PlainRow, { target, through }: SortKey): Json {
  let at: PlainRow | undefined = row
  for (const link of through) at = at?.follow(link.fieldId, link.typeIds)[0]
  const value = at === undefined ? null : (itemsOf(at, target)[0] ?? null)
  if (target.kind !== 'field' || target.order === undefined || value === null) return value
  const place = target.order.indexOf(String(value))
  return place === -1 ? null : place
}
