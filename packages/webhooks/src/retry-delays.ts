const [second, minute, hour] = [1_000, 60_000, 3_600_000]
const hourly = 23

/** How long after each failure it is tried again: quickly for what passes by itself, then hourly, for 24 hours in all. */
export const usualDelaysMs: readonly number[] = [
  ...[0.5 * second, second, 2 * second, 5 * second, 15 * second, minute, 5 * minute, 15 * minute],
  ...Array.from({ length: hourly + 1 }, () => hour),
]

const jitter = 0.2

/** A delay that is not the same for all who failed at once. `chance` is from 0 to 1. */
export function withJitter(delayMs: number, chance: number): number {
  return Math.round(delayMs * (1 - jitter + 2 * jitter * chance))
}

/** What `Retry-After` (RFC 9110: seconds, or a date) asks for, up to an hour; 0 for nothing that can be understood. */
export function retryAfterMs(header: string | null, now: Date): number {
  if (header === null) return 0
  const text = header.trim()
  const asked = /^\d{1,9}$/.test(text) ? Number(text) * second : Date.parse(text) - now.getTime()
  return Number.isFinite(asked) ? Math.min(Math.max(asked, 0), hour) : 0
}
