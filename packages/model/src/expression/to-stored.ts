import type { Json } from '../json.ts'
import { exactText, isExact, roundExact } from './exact-number.ts'
import type { Value, ValueType } from './value-type.ts'

/** Digits that a decimal field takes before the point, and behind it. */
const maxDigits = 100
const greatest = 10n ** BigInt(maxDigits)

/** The result of an expression as a field of its type holds it: `decimal` as a text, exact; null where there is none, or none that fits. */
export function toStored(value: Value, type: ValueType): Json {
  if (isExact(value)) {
    if (type === 'number') return finite(Number(exactText(value)))
    const rounded = roundExact(value, maxDigits)
    const whole = rounded.units / 10n ** BigInt(rounded.scale)
    return whole < greatest && whole > -greatest ? exactText(rounded) : null
  }
  return typeof value === 'boolean' || (typeof value === 'string' && value !== '') ? value : null
}

function finite(value: number): number | null {
  // Adding 0 makes −0, which JSON text can't tell from it, 0.
  return Number.isFinite(value) ? value + 0 : null
}
