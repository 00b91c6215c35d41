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

function wrong(name: string, issue: { code: string; message: string }): Refusal {
  return new Refusal('invalid_query', `"${name}" is wrong`, { issues: [{ parameter: name, ...issue }] })
}
