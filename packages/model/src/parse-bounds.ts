import type { Field } from './content-type.ts'
import { fieldKinds } from './field-kinds.ts'
import type { IssueList } from './issue-list.ts'
import { greatestMax } from './kinds/text.ts'

type Bound = number | string

/** `min` and `max` in the measure of the field's kind: characters, items, a number, a date or a moment. */
export function parseBounds(
  input: Record<string, unknown>,
  field: Pick<Field, 'kind' | 'many'>,
  list: IssueList,
): { min?: Bound; max?: Bound } {
  const min = parseBound(input.min, { field, path: '/min' }, list)
  const max = parseBound(input.max, { field, path: '/max' }, list)
  if (min !== undefined && max !== undefined && min > max) list.add('/max', 'too_small', 'The greatest value is below the least one')
  return { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) }
}

function parseBound(
  value: unknown,
  { field, path }: { field: Pick<Field, 'kind' | 'many'>; path: string },
  list: IssueList,
): Bound | undefined {
  if (value === undefined || value === null) return undefined
  const { comparison } = fieldKinds[field.kind]
  if (comparison === 'option' || comparison === 'id') {
    if (field.many !== true) return list.add(path, 'invalid', 'Only a field that takes many has a least or greatest number of items')
    return parseCount(value, { path, greatest: 1_000 }, list)
  }
  if (comparison === 'text') return parseCount(value, { path, greatest: field.kind === 'text' ? greatestMax : 1_000_000 }, list)
  const bare: Field = { id: '', name: '', label: '', kind: field.kind }
  const parsed = fieldKinds[field.kind].parse(value, bare)
  if (parsed.issues === undefined) return typeof parsed.value === 'number' || typeof parsed.value === 'string' ? parsed.value : undefined
  for (const issue of parsed.issues) list.add(path, issue.code, issue.message)
  return undefined
}

function parseCount(value: unknown, { path, greatest }: { path: string; greatest: number }, list: IssueList): number | undefined {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= greatest) return value
  return list.add(path, 'wrong_format', `This must be a whole number from 0 to ${greatest.toLocaleString('en')}`)
}
