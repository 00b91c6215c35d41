import { Refusal } from '@verso/core'

/** A whole number in a parameter. */
export function numberOf(parameter: string, text: string, { min, max }: { min: number; max: number }): number {
  const value = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN
  if (Number.isSafeInteger(value) && value >= min && value <= max) return value
  const [code, message] = Number.isSafeInteger(value)
    ? ['out_of_range', `This must be from ${min} to ${max}`]
    : ['wrong_type', 'This must be a whole number']
  throw new Refusal('invalid_query', `"${parameter}" is wrong`, { issues: [{ parameter, code, message }] })
}

/** A number of the publication log. */
export function seqOf(parameter: string, text: string): bigint {
  return BigInt(numberOf(parameter, text, { min: 0, max: Number.MAX_SAFE_INTEGER }))
}
