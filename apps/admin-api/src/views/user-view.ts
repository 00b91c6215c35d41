import type { SessionView, UserView } from '@verso/contract'
import type { getMe, listSessions } from '@verso/core'

type User = Awaited<ReturnType<typeof getMe>>
type Session = Awaited<ReturnType<typeof listSessions>>[number]

export function toUserView({ id, email, name, roles, status, lastSeenAt, preferences, createdAt, hasSecondFactor }: User): UserView {
  return {
    id,
    email,
    name,
    roles,
    status,
    secondFactor: hasSecondFactor,
    lastSeenAt: lastSeenAt?.toISOString() ?? null,
    preferences,
    createdAt: createdAt.toISOString(),
  }
}

export function toSessionView({ id, device, address, createdAt, lastSeenAt }: Session, currentId: string | null): SessionView {
  return { id, current: id === currentId, device, address, createdAt: createdAt.toISOString(), lastSeenAt: lastSeenAt.toISOString() }
}
