import type { Field } from './content-type.ts'
import { compareDecimals, decimalOfNumber } from './decimal-text.ts'
import { comparisonOf, fieldKinds } from './field-kinds.ts'
import type { IssueList } from './issue-list.ts'
import { isNested } from './nested-items.ts'
import { greatestMax } from './kinds/text.ts'

type Bound = number | string

/** `min` and `max` in the measure of the field's kind: characters, items, a number, a date or a moment. */
export function parseBounds(input: Record<string, unknown>, field: Field, list: IssueList): { min?: Bound; max?: Bound } {
  const min = parseBound(input.min, { field, path: '/min' }, list)
  const max = parseBound(input.max, { field, path: '/max' }, list)
  if (min !== undefined && max !== undefined && isAbove(min, max, field)) {
    list.add('/max', 'too_small', 'The greatest value is below the least one')
  }
  return { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) }
}

function isAbove(min: Bound, max: Bound, field: Field): boolean {
  return isExact(field) ? compareDecimals(String(min), String(max)) > 0 : min > max
}

/** Whether the field's numbers are texts. */
function isExact(field: Field): boolean {
  return ['decimal', 'bigint'].includes(comparisonOf(field))
}

function parseBound(value: unknown, { field, path }: { field: Field; path: string }, list: IssueList): Bound | undefined {
  if (value === undefined || value === null) return undefined
  const comparison = comparisonOf(field)
  if (comparison === 'option' || comparison === 'id' || isNested(field)) {
    if (field.many !== true && field.kind !== 'blocks')
      return list.add(path, 'invalid', 'Only a field that takes many has a least or greatest number of items')
    return parseCount(value, { path, greatest: 1_000 }, list)
  }
  if (comparison === 'text') return parseCount(value, { path, greatest: field.kind === 'text' ? greatestMax : 1_000_000 }, list)
  // People write the bounds of exact numbers as they come: as numbers as well as as texts.
  const given = isExact(field) && typeof value === 'number' ? (decimalOfNumber(value) ?? value) : value
  const parsed = fieldKinds[field.kind].parse(given, field)
  if (parsed.issues === undefined) return typeof parsed.value === 'number' || typeof parsed.value === 'string' ? parsed.value : undefined
  for (const issue of parsed.issues) list.add(path, issue.code, issue.message)
  return undefined
}

function parseCount(value: unknown, { path, greatest }: { path: string; greatest: number }, list: IssueList): number | undefined {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= greatest) return value
  return list.add(path, 'wrong_format', `This must be a whole number from 0 to ${greatest.toLocaleString('en')}`)
}
