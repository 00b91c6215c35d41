/** Exact numbers written as texts, of at most 100 digits before the point and 100 behind it. */

const decimalForm = /^-?\d{1,100}(?:\.\d{1,100})?$/
export const decimalPattern = decimalForm.source
const wholeForm = /^(?:0|-?[1-9]\d{0,99})$/
export const wholePattern = wholeForm.source

export function isDecimal(text: string): boolean {
  return decimalForm.test(text)
}

/** A whole number in its one spelling: no leading zeros, no minus zero. */
export function isWhole(text: string): boolean {
  return wholeForm.test(text)
}

/** The one spelling of a value: `-007.50` is `-7.5`, `-0` is `0`. The text has to be a decimal. */
export function comparableDecimal(text: string): string {
  const isNegative = text.startsWith('-')
  const [whole = '', fraction = ''] = (isNegative ? text.slice(1) : text).split('.')
  const head = whole.replace(/^0+(?=\d)/, '')
  const tail = fraction.replace(/0+$/, '')
  const size = tail === '' ? head : `${head}.${tail}`
  return isNegative && size !== '0' ? `-${size}` : size
}

/** Negative, zero or positive as the first is less than, equal to or greater than the second. */
export function compareDecimals(one: string, other: string): number {
  const difference = scaled(one) - scaled(other)
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

/** A finite number as a text without an exponent; null when it needs more digits than a decimal has. */
export function decimalOfNumber(value: number): string | null {
  const [size = '', exponent = '0'] = String(value).split('e')
  const [whole = '', fraction = ''] = size.split('.')
  const shift = Number(exponent)
  const text = shift < 0 ? moved(whole, -shift) + fraction : whole + fraction.padEnd(shift, '0')
  const plain = shift === 0 ? size : text
  return isDecimal(plain) ? plain : null
}

/** `-1` moved by 7 places is `-0.0000001`. */
function moved(whole: string, places: number): string {
  const sign = whole.startsWith('-') ? '-' : ''
  return `${sign}0.${'0'.repeat(places - 1)}${whole.slice(sign.length)}`
}

function scaled(text: string): bigint {
  const [whole = '', fraction = ''] = text.split('.')
  return BigInt(whole + fraction.padEnd(100, '0'))
}
