/** A number without rounding: `units` · 10 to the power of −`scale`. */
export interface ExactNumber {
  units: bigint
  scale: number
}

/** Digits behind the point that a result keeps, and digits that it has at most: what is beyond is rounded off, or has no result. */
const maxScale = 400
const greatest = 10n ** 1_000n
/** Digits behind the point of a quotient that doesn't end. */
const quotientScale = 34

const numeral = /^(-?)(\d{1,1000})(?:\.(\d{1,1000}))?(?:[eE]([+-]?\d{1,3}))?$/

/** The number that a text names, as decimals are written (`-12.50`) or as JavaScript writes numbers (`1e-7`); null for every other text. */
export function parseExact(text: string): ExactNumber | null {
  const match = numeral.exec(text)
  if (match === null) return null
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match
  const units = BigInt(whole + fraction)
  return shifted({ units: sign === '-' ? -units : units, scale: fraction.length }, Number(exponent))
}

export function isExact(value: unknown): value is ExactNumber {
  return typeof value === 'object' && value !== null && 'units' in value
}

/** As decimals are written, with as many digits behind the point as the number has. */
export function exactText({ units, scale }: ExactNumber): string {
  const digits = magnitude(units)
    .toString()
    .padStart(scale + 1, '0')
  const whole = digits.slice(0, digits.length - scale)
  return `${units < 0n ? '-' : ''}${whole}${scale === 0 ? '' : `.${digits.slice(-scale)}`}`
}

export function compareExact(one: ExactNumber, other: ExactNumber): number {
  const [a, b] = aligned(one, other)
  return a === b ? 0 : a < b ? -1 : 1
}

export function addExact(one: ExactNumber, other: ExactNumber): ExactNumber | null {
  const [a, b] = aligned(one, other)
  return within({ units: a + b, scale: Math.max(one.scale, other.scale) })
}

export function negateExact({ units, scale }: ExactNumber): ExactNumber {
  return { units: -units, scale }
}

export function multiplyExact(one: ExactNumber, other: ExactNumber): ExactNumber | null {
  return within({ units: one.units * other.units, scale: one.scale + other.scale })
}

/** The quotient, rounded where it doesn't end, with no more digits than it needs; null for a division by zero. */
export function divideExact(one: ExactNumber, other: ExactNumber): ExactNumber | null {
  if (other.units === 0n) return null
  const least = Math.max(one.scale, other.scale)
  const scale = least + quotientScale
  const shift = scale - one.scale + other.scale
  const quotient = divideRounded(one.units * 10n ** BigInt(shift), other.units)
  return within(withoutZeros({ units: quotient, scale }, least))
}

/** What a division to a whole number leaves over, with the sign of the dividend; null for a division by zero. */
export function remainderExact(one: ExactNumber, other: ExactNumber): ExactNumber | null {
  const [a, b] = aligned(one, other)
  return b === 0n ? null : within({ units: a % b, scale: Math.max(one.scale, other.scale) })
}

/** Rounded to so many digits behind the point, halves away from zero; a number with fewer digits stays as it is. */
export function roundExact(value: ExactNumber, digits: number): ExactNumber {
  if (value.scale <= digits) return value
  return { units: divideRounded(value.units, 10n ** BigInt(value.scale - digits)), scale: digits }
}

function aligned(one: ExactNumber, other: ExactNumber): [bigint, bigint] {
  const scale = Math.max(one.scale, other.scale)
  return [one.units * 10n ** BigInt(scale - one.scale), other.units * 10n ** BigInt(scale - other.scale)]
}

function shifted({ units, scale }: ExactNumber, exponent: number): ExactNumber | null {
  const places = scale - exponent
  return within(places >= 0 ? { units, scale: places } : { units: units * 10n ** BigInt(-places), scale: 0 })
}

function within(value: ExactNumber): ExactNumber | null {
  const rounded = roundExact(value, maxScale)
  return magnitude(rounded.units) < greatest ? rounded : null
}

function withoutZeros({ units, scale }: ExactNumber, least: number): ExactNumber {
  const zeros = units === 0n ? scale : (/0*$/.exec(units.toString())?.[0].length ?? 0)
  const drop = Math.min(zeros, scale - least)
  return { units: units / 10n ** BigInt(drop), scale: scale - drop }
}

function divideRounded(units: bigint, divisor: bigint): bigint {
  const [top, bottom] = [magnitude(units), magnitude(divisor)]
  const rounded = (top * 2n + bottom) / (bottom * 2n)
  return units < 0n === divisor < 0n ? rounded : -rounded
}

function magnitude(units: bigint): bigint {
  return units < 0n ? -units : units
}
