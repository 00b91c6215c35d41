import { countCharacters } from '../characters.ts'
import { compareExact, type ExactNumber, exactText, isExact, parseExact, roundExact } from './exact-number.ts'
import { includesText } from './includes-text.ts'
import { isNumeric, type Value, type ValueType } from './value-type.ts'

/** A function of the language: what it makes of which arguments, told before it runs, and how. It never fails on a value. */
export interface ExpressionFunction {
  least: number
  most: number
  /** The type of its result; a sentence about what it takes where the arguments don't fit. */
  result: (types: readonly ValueType[]) => ValueType | { message: string }
  /** Without this, a missing argument gives a missing result. */
  takesMissing?: true
  run: (values: readonly Value[]) => Value
}

/** A text that grows beyond this has no result: a few short words could name one of any size. */
const maxText = 100_000

export const expressionFunctions: Record<string, ExpressionFunction> = {
  if: {
    least: 3,
    most: 3,
    takesMissing: true,
    result: ([condition, ...branches]) =>
      isOf(condition, 'boolean') ? sameType(branches) : takes('a condition and two values of one type'),
    run: ([condition, yes = null, no = null]) => (condition === true ? yes : no),
  },
  coalesce: {
    least: 1,
    most: 20,
    takesMissing: true,
    result: sameType,
    run: (values) => values.find((value) => value !== null) ?? null,
  },
  concat: {
    least: 1,
    most: 100,
    takesMissing: true,
    result: (types) => (types.includes('other') ? takes('texts, numbers and dates') : 'text'),
    run: joinTexts,
  },
  lower: ofText('text', (text) => text.toLowerCase()),
  upper: ofText('text', (text) => text.toUpperCase()),
  trim: ofText('text', (text) => text.trim()),
  length: {
    least: 1,
    most: 1,
    result: ([type]) => (isOf(type, 'text', 'list') ? 'number' : takes('a text or a list')),
    run: ([value]) => whole(typeof value === 'string' ? countCharacters(value) : Array.isArray(value) ? value.length : 0),
  },
  contains: {
    least: 2,
    most: 2,
    result: ([where, what]) => (isOf(where, 'text', 'list') && isOf(what, 'text') ? 'boolean' : takes('a text or a list, and a text')),
    run: ([where, what]) => {
      if (typeof what !== 'string') return null
      if (Array.isArray(where)) return where.includes(what)
      return typeof where === 'string' ? includesText(where, what) : null
    },
  },
  startsWith: ofTexts((text, start) => text.startsWith(start)),
  endsWith: ofTexts((text, end) => text.endsWith(end)),
  round: {
    least: 1,
    most: 2,
    result: ([type = 'nothing', digits = 'number']) =>
      isOf(type, 'number', 'decimal') && isOf(digits, 'number') ? type : takes('a number, and how many digits stay behind the point'),
    run: ([value, digits]) => (isExact(value) ? roundExact(value, isExact(digits) ? clamped(digits) : 0) : null),
  },
  min: extreme((order) => order < 0),
  max: extreme((order) => order > 0),
  year: partOfDate(0, 4),
  month: partOfDate(5, 7),
  day: partOfDate(8, 10),
}

/** The one type of several values: numbers of both sorts are exact ones together. */
export function sameType(types: readonly ValueType[]): ValueType | { message: string } {
  const known = [...new Set(types.filter((type) => type !== 'nothing'))]
  const [first = 'nothing'] = known
  if (known.length < 2) return first
  return known.every(isNumeric) ? 'decimal' : takes('values of one type')
}

/** A comparison of two values of one type, below 0 where the first comes first. */
export function compareValues(one: Value, other: Value): number {
  if (isExact(one) && isExact(other)) return compareExact(one, other)
  const [a, b] = [String(one), String(other)]
  return a === b ? 0 : a < b ? -1 : 1
}

/** What is there, one after another; missing when none is. */
export function joinTexts(values: readonly Value[]): Value {
  const texts = values.flatMap((value) => (value === null ? [] : [textOf(value)]))
  const total = texts.reduce((sum, text) => sum + text.length, 0)
  return texts.length === 0 || total > maxText ? null : texts.join('')
}

function textOf(value: Exclude<Value, null>): string {
  if (isExact(value)) return exactText(value)
  if (typeof value === 'string' || typeof value === 'boolean') return String(value)
  return value.filter((item) => typeof item === 'string' || typeof item === 'number').join(', ')
}

function ofText(result: ValueType, run: (text: string) => Value): ExpressionFunction {
  return {
    least: 1,
    most: 1,
    result: ([type]) => (isOf(type, 'text') ? result : takes('a text')),
    run: ([text]) => (typeof text === 'string' ? run(text) : null),
  }
}

function ofTexts(run: (text: string, sought: string) => boolean): ExpressionFunction {
  return {
    least: 2,
    most: 2,
    result: ([text, other]) => (isOf(text, 'text') && isOf(other, 'text') ? 'boolean' : takes('two texts')),
    run: ([text, other]) => (typeof text === 'string' && typeof other === 'string' ? run(text, other) : null),
  }
}

function extreme(wins: (order: number) => boolean): ExpressionFunction {
  return {
    least: 1,
    most: 20,
    result: (types) => {
      const type = sameType(types)
      return typeof type === 'string' && isOf(type, 'number', 'decimal', 'date', 'datetime') ? type : takes('numbers, or dates')
    },
    run: ([first = null, ...others]) => others.reduce((best, value) => (wins(compareValues(value, best)) ? value : best), first),
  }
}

/** Dates and moments begin alike: `2026-11-22`. */
function partOfDate(from: number, to: number): ExpressionFunction {
  return {
    least: 1,
    most: 1,
    result: ([type]) => (isOf(type, 'date', 'datetime') ? 'number' : takes('a date')),
    run: ([date]) => (typeof date === 'string' ? parseExact(date.slice(from, to)) : null),
  }
}

function whole(count: number): ExactNumber {
  return { units: BigInt(count), scale: 0 }
}

function clamped(digits: ExactNumber): number {
  return Math.min(Math.max(Number(exactText(roundExact(digits, 0))), 0), 100)
}

/** What is nothing at all fits everywhere. */
function isOf(type: ValueType | undefined, ...types: ValueType[]): boolean {
  return type === undefined || type === 'nothing' || types.includes(type)
}

function takes(what: string): { message: string } {
  return { message: `takes ${what}` }
}
