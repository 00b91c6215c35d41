const units: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 }

/** `24h`, `30 m`, `90` (seconds), in milliseconds. Null for what is no time. */
export function readDuration(text: string): number | null {
  const [, digits, unit = 's'] = /^\s*(\d{1,9})\s*(ms|s|m|h|d|w)?\s*$/.exec(text) ?? []
  return digits === undefined ? null : Number(digits) * (units[unit] ?? 0)
}
