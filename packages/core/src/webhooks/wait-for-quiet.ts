import type { WebhookSettings } from '@verso/data'

const usualSeconds = 5
/** Somebody publishes all day; a build begins all the same. */
const longestMs = 60_000

/** How long a build hook still waits for more to come; null for no longer. */
export function waitForQuiet(
  { preset, debounceSeconds }: WebhookSettings,
  { times, now }: { times: readonly Date[]; now: Date },
): number | null {
  const quietMs = (debounceSeconds ?? (preset === 'build-hook' ? usualSeconds : 0)) * 1000
  const [first] = times
  const last = times.at(-1)
  if (quietMs === 0 || first === undefined || last === undefined) return null
  const until = Math.min(last.getTime() + quietMs, first.getTime() + Math.max(longestMs, quietMs))
  return until > now.getTime() ? until - now.getTime() : null
}
