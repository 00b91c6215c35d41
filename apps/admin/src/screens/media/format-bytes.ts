const units = ['kB', 'MB', 'GB']

/** Bytes in the largest unit that leaves a number before the point. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`
  let value = bytes / 1000
  let unit = 0
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000
    unit += 1
  }
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ${units[unit] ?? ''}`
}
