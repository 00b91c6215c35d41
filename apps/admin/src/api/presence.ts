import type { EndPresenceBody, PresenceBody } from '@verso/contract'
import { problemOf } from './api-problem.ts'
import { withPresentSession } from './session.ts'
import { viewedRole } from './view-as.ts'

/** Says that an entry is open in this window, and where in it somebody is. Nobody is asked to sign in for it, and it may fail. */
export function notePresence(entryId: string, body: PresenceBody): Promise<void> {
  return tell('PUT', entryId, body)
}

export function endPresence(entryId: string, body: EndPresenceBody): Promise<void> {
  return tell('DELETE', entryId, body)
}

async function tell(method: 'PUT' | 'DELETE', entryId: string, body: object): Promise<void> {
  if (!navigator.onLine || viewedRole.get() !== null) return
  try {
    await withPresentSession(async (headers) => {
      const answer = await fetch(`/admin/v1/entries/${entryId}/presence`, {
        method,
        headers: { ...headers, 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
        // The last word is said by a page that is going away.
        keepalive: true,
      })
      if (!answer.ok) throw problemOf(answer.status, await answer.text(), (name) => answer.headers.get(name))
    })
  } catch {
    // It is said again soon, and ends by itself where it isn't.
  }
}
