import { Refusal } from '@verso/core'

const maxLimit = 250
const maxText = 200

/** `limit` of lists that don't use the query language. */
export function limitOf(parameters: Record<string, string>, otherwise: number): number {
  return integerOf(parameters, 'limit', maxLimit) ?? otherwise
}

/** A whole number from 1 to a bound, or undefined when it wasn't sent. */
export function integerOf(parameters: Record<string, string>, name: string, max: number): number | undefined {
  const text = parameters[name]
  if (text === undefined) return undefined
  const value = /^[1-9]\d{0,9}$/.test(text) ? Number(text) : 0
  if (value >= 1 && value <= max) return value
  throw wrong(name, { code: 'invalid', message: `A whole number from 1 to ${max}` })
}

/** A text of 1 to 200 characters, or undefined when it wasn't sent: an empty one would narrow nothing. */
export function textOf(parameters: Record<string, string>, name: string): string | undefined {
  const text = parameters[name]
  if (text === undefined || (text.length > 0 && text.length <= maxText)) return text
  throw wrong(name, { code: text === '' ? 'empty_operand' : 'too_long', message: `A text of 1 to ${maxText} characters` })
}

/** An instant as RFC 3339 has it, or a date for its first moment in UTC; null when it wasn't sent. */
export function timeOf(parameters: Record<string, string>, name: string): Date | null {
  const text = parameters[name]
  if (text === undefined) return null
  const isTime = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2}))?$/.test(text)
  const time = new Date(text)
  if (isTime && !Number.isNaN(time.getTime())) return time
  throw wrong(name, { code: 'invalid', message: 'A time such as 2026-12-01T00:00:00Z, or a date' })
}

/** One of some words; null when it wasn't sent. */
export function optionOf<Option extends string>(
  parameters: Record<string, string>,
  name: string,
  options: readonly Option[],
): Option | null {
  const text = parameters[name]
  if (text === undefined) return null
  const found = options.find((option) => option === text)
  if (found !== undefined) return found
  throw wrong(name, { code: 'not_in_options', message: `One of ${options.join(', ')}` })
}

function wrong(name: string, issue: { code: string; message: string }): Refusal {
  return new Refusal('invalid_query', `"${name}" is wrong`, { issues: [{ parameter: name, ...issue }] })
}
