/** True when a double gives back what was written: neither rounded nor beyond its range. Spelling (`1.0`, `1e2`) doesn't matter. */
export function isExactNumber(text: string): boolean {
  // Up to 15 digits always survive; only longer or scaled ones need a look.
  if (text.length <= 15 && !/[eE]/.test(text)) return true
  const value = Number(text)
  return Number.isFinite(value) && plain(text) === plain(String(value))
}

/** Sign, digits without outer zeros, and the power of ten of the last of them. */
function plain(text: string): string {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text) ?? []
  const digits = `${whole}${fraction}`.replace(/^0+/, '')
  const kept = digits.replace(/0+$/, '')
  if (kept === '') return '0'
  return `${sign}${kept}e${Number(exponent) - fraction.length + digits.length - kept.length}`
}
