import type { SessionRow } from '@verso/data'

const idleMs = 12 * 60 * 60 * 1000

/** Whether a session is good at a moment: not ended, not too old, not left alone for too long. */
export function isAlive({ endedAt, expiresAt, lastSeenAt }: SessionRow, at: Date): boolean {
  return endedAt === null && expiresAt > at && lastSeenAt.getTime() + idleMs > at.getTime()
}

/** When a session ends if nothing is heard of it. */
export function idleUntil({ expiresAt }: SessionRow, at: Date): Date {
  return new Date(Math.min(expiresAt.getTime(), at.getTime() + idleMs))
}
