import {
  type Comparison,
  comparableColor,
  hasForbiddenCharacter,
  isDecimal,
  isUuid,
  type Json,
  parseDate,
  parseDatetime,
} from '@verso/model'
import { withCheck, withoutCheck } from './checked-text.ts'
import type { SortKey } from './read-plan.ts'

/** The place after the last row of a page: the values of its sort keys, then its id. People are to pass it on, not to read it. */
export function encodeCursor(values: readonly Json[], cursorKey: string): string {
  const bytes = new TextEncoder().encode(JSON.stringify([cursorKey, ...values]))
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
  return withCheck(btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', ''))
}

/** The values of a cursor, or why it can't be used. Anyone can write one, so that every value is checked against its key. */
export function decodeCursor(
  cursor: string,
  { cursorKey, sort }: { cursorKey: string; sort: readonly SortKey[] },
): Json[] | 'cursor_invalid' | 'cursor_mismatch' {
  const values = valuesOf(cursor, cursorKey)
  if (!Array.isArray(values)) return values
  const id = values.at(-1)
  if (values.length !== sort.length + 1 || typeof id !== 'string' || !isUuid(id)) return 'cursor_invalid'
  return sort.every((sortKey, index) => fits(values[index] ?? null, sortKey.target.comparison)) ? values : 'cursor_invalid'
}

/** The same for groups, whose values are what tells them apart. */
export function decodeGroupCursor(
  cursor: string,
  { cursorKey, comparisons }: { cursorKey: string; comparisons: readonly Comparison[] },
): Json[] | 'cursor_invalid' | 'cursor_mismatch' {
  const values = valuesOf(cursor, cursorKey)
  if (!Array.isArray(values)) return values
  const isWhole = values.length === comparisons.length && values.length > 0
  return isWhole && comparisons.every((comparison, index) => fits(values[index] ?? null, comparison)) ? values : 'cursor_invalid'
}

function valuesOf(cursor: string, cursorKey: string): Json[] | 'cursor_invalid' | 'cursor_mismatch' {
  const parts = parseCursor(cursor)
  if (parts === null) return 'cursor_invalid'
  const [key, ...values] = parts
  if (key === cursorKey) return values
  return typeof key === 'string' && /^[0-9a-f]{16}$/.test(key) ? 'cursor_mismatch' : 'cursor_invalid'
}

function parseCursor(cursor: string): Json[] | null {
  const text = withoutCheck(cursor)
  if (text === null || !/^[A-Za-z0-9_-]+$/.test(text)) return null
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0))
    const parsed: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    return Array.isArray(parsed) ? parsed : null
  } catch {
    return null
  }
}

function fits(value: Json, comparison: Comparison): boolean {
  if (value === null) return true
  if (typeof value === 'string' && hasForbiddenCharacter(value)) return false
  return checks[comparison](value)
}

const checks: Record<Comparison, (value: Json) => boolean> = {
  text: (value) => typeof value === 'string',
  integer: (value) => Number.isSafeInteger(value),
  number: (value) => typeof value === 'number' && Number.isFinite(value),
  bigint: (value) => typeof value === 'string' && isDecimal(value),
  decimal: (value) => typeof value === 'string' && isDecimal(value),
  boolean: (value) => typeof value === 'boolean',
  date: (value) => typeof value === 'string' && parseDate(value) !== null,
  datetime: (value) => typeof value === 'string' && parseDatetime(value) !== null,
  option: (value) => typeof value === 'string',
  color: (value) => typeof value === 'string' && comparableColor(value) !== null,
  location: () => false,
  id: (value) => typeof value === 'string' && isUuid(value),
  none: () => false,
}
