import {
  type Comparison,
  comparableColor,
  comparableDecimal,
  countCharacters,
  hasForbiddenCharacter,
  isDecimal,
  isUuid,
  type Json,
  parseDate,
  parseDatetime,
} from '@verso/model'
import { limits } from './limits.ts'
import { type OperandForm, operators } from './operators.ts'
import type { QueryIssues } from './query-issue.ts'
import type { Raw } from './raw.ts'
import { readBox, readCircle } from './read-place.ts'
import type { Operand, OperatorName } from './read-plan.ts'
import { readBoolean } from './read-raw.ts'
import { parseRelativeTime } from './relative-time.ts'

/** One operand before its type is known: a text of a URL may stand for a number, JSON says what it is. */
type Scalar = { text: string } | { json: Json }

interface Reading {
  operator: OperatorName
  comparison: Comparison
  now: Date
}

/** The operand as the type that the path is compared by; undefined with the fault noted. */
export function readOperand(raw: Raw, reading: Reading, issues: QueryIssues): Operand | undefined {
  const { operand, takesEmpty } = operators[reading.operator]
  if (operand === 'boolean') return readBoolean(raw, issues)
  if (operand === 'circle') return readCircle(raw, issues)
  if (operand === 'box') return readBox(raw, issues)
  const scalars = operand === 'one' ? oneOf(raw) : listOf(raw)
  if (scalars === undefined || (operand === 'pair' && scalars.length !== 2 && scalars.length > 0))
    return issues.add(raw.at, 'wrong_type', `"${reading.operator}" takes ${takes[operand]}`)
  if (scalars.length > limits.listOperands) return issues.add(raw.at, 'query_too_large', `A list has at most ${limits.listOperands} values`)
  if (scalars.length === 0 && takesEmpty !== true)
    return issues.add(raw.at, 'empty_operand', `"${reading.operator}" of nothing has no meaning`)
  const values = scalars.map((scalar) => readScalar(scalar, reading, { raw, issues }))
  const known = values.filter((value) => value !== undefined)
  if (known.length < values.length) return undefined
  return operand === 'one' ? known[0] : known
}

const takes: Record<Exclude<OperandForm, 'boolean' | 'circle' | 'box'>, string> = {
  one: 'one value',
  list: 'a list',
  pair: 'two values: from, to',
}

function oneOf(raw: Raw): Scalar[] | undefined {
  if (raw.kind === 'text') return [{ text: raw.text }]
  return raw.kind === 'scalar' ? [{ json: raw.value }] : undefined
}

function listOf(raw: Raw): Scalar[] | undefined {
  if (raw.kind === 'text') return raw.text === '' ? [] : raw.text.split(',').map((text) => ({ text }))
  if (raw.kind === 'texts') return raw.texts.map((text) => ({ text }))
  if (raw.kind !== 'list') return undefined
  const scalars = raw.items.flatMap((item): Scalar[] => (item.kind === 'scalar' ? [{ json: item.value }] : []))
  return scalars.length === raw.items.length ? scalars : undefined
}

function readScalar(
  scalar: Scalar,
  { operator, comparison, now }: Reading,
  { raw, issues }: { raw: Raw; issues: QueryIssues },
): Json | undefined {
  const text = 'text' in scalar ? scalar.text : scalar.json
  if (text === null) return issues.add(raw.at, 'wrong_type', 'Ask for absent values with null=true')
  if (typeof text === 'string') {
    if (hasForbiddenCharacter(text)) return issues.add(raw.at, 'forbidden_character', 'This holds a character that no content has')
    if (countCharacters(text) > limits.operandCharacters)
      return issues.add(raw.at, 'query_too_large', `A value has at most ${limits.operandCharacters} characters`)
    if (text === '' && !(comparison === 'text' && operators[operator].takesEmpty === true)) {
      return issues.add(raw.at, 'empty_operand', `"${operator}" needs a value here`)
    }
  }
  const { read, expects } = types[comparison]
  return read(scalar, now) ?? issues.add(raw.at, 'wrong_type', `This must be ${expects}`)
}

interface OperandType {
  expects: string
  read: (scalar: Scalar, now: Date) => Json | undefined
}

const anyText: OperandType = { expects: 'a text', read: (scalar) => textOf(scalar) }

/** How the operand of each comparison is read. */
const types: Record<Comparison, OperandType> = {
  text: anyText,
  option: anyText,
  integer: { expects: 'a whole number', read: (scalar) => withNumber(scalar, /^-?\d+$/, Number.isSafeInteger) },
  number: { expects: 'a number', read: (scalar) => withNumber(scalar, /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/, Number.isFinite) },
  bigint: {
    expects: 'a whole number of at most 100 digits',
    read: (scalar) => withDecimal(scalar, (text) => (text.includes('.') ? undefined : text)),
  },
  decimal: {
    expects: 'a number of at most 100 digits before the point and 100 behind it',
    read: (scalar) => withDecimal(scalar, (text) => text),
  },
  boolean: {
    expects: 'true or false',
    read: (scalar) =>
      'json' in scalar
        ? typeof scalar.json === 'boolean'
          ? scalar.json
          : undefined
        : ({ true: true, false: false } as Record<string, boolean>)[scalar.text],
  },
  date: {
    expects: 'a date such as 2026-11-22, or now-7d',
    read: (scalar, now) => withText(scalar, (text) => parseDate(text) ?? parseRelativeTime(text, now)?.slice(0, 10)),
  },
  datetime: {
    expects: 'a moment such as 2026-11-22T08:00:00Z, a date, or now-7d',
    read: (scalar, now) => withText(scalar, (text) => parseDatetime(text) ?? parseRelativeTime(text, now) ?? midnight(text)),
  },
  color: { expects: 'a colour such as #1a2b3c', read: (scalar) => withText(scalar, comparableColor) },
  id: { expects: 'an id', read: (scalar) => withText(scalar, (text) => (isUuid(text) ? text : undefined)) },
  location: { expects: 'nothing', read: () => undefined },
  none: { expects: 'nothing', read: () => undefined },
}

function textOf(scalar: Scalar): string | undefined {
  const value = 'text' in scalar ? scalar.text : scalar.json
  return typeof value === 'string' ? value : undefined
}

function withText(scalar: Scalar, read: (text: string) => string | null | undefined): string | undefined {
  const text = textOf(scalar)
  return text === undefined ? undefined : (read(text) ?? undefined)
}

function withNumber(scalar: Scalar, pattern: RegExp, fits: (value: number) => boolean): number | undefined {
  const value = 'json' in scalar ? scalar.json : pattern.test(scalar.text) ? Number(scalar.text) : undefined
  // Adding 0 makes −0, which content never holds, 0.
  return typeof value === 'number' && fits(value) ? value + 0 : undefined
}

/** An exact number, in the one spelling of its value. JSON holds it as a text: a number of JSON has lost what makes it exact. */
function withDecimal(scalar: Scalar, read: (text: string) => string | undefined): string | undefined {
  const text = textOf(scalar)
  return typeof text === 'string' && isDecimal(text) ? read(comparableDecimal(text)) : undefined
}

function midnight(text: string): string | null {
  return parseDate(text) === null ? null : parseDatetime(`${text}T00:00:00Z`)
}
