import { plural } from '@lingui/core/macro'
import { intlTag } from '../../language/language.ts'

const units = ['kB', 'MB', 'GB']

/** Bytes in the largest unit that leaves a number before the point. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return plural(bytes, { one: '# byte', other: '# bytes' })
  let value = bytes / 1000
  let unit = 0
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000
    unit += 1
  }
  const digits = value < 10 ? 1 : 0
  return `${value.toLocaleString(intlTag(), { minimumFractionDigits: digits, maximumFractionDigits: digits })} ${units[unit] ?? ''}`
}
