import { type Static, Type } from 'typebox'
import type { JobView } from './bulk.ts'
import type { ActorRef } from './shared.ts'

const clientId = Type.String({ minLength: 1, maxLength: 64, description: 'One window; made by the client' })

export const PresenceBody = Type.Object(
  {
    clientId,
    path: Type.Optional(Type.String({ maxLength: 500, description: 'JSON Pointer of the field that one is in' })),
    locale: Type.Optional(Type.String({ maxLength: 35 })),
  },
  { additionalProperties: false },
)
export type PresenceBody = Static<typeof PresenceBody>

export const EndPresenceBody = Type.Object({ clientId }, { additionalProperties: false })
export type EndPresenceBody = Static<typeof EndPresenceBody>

/** Somebody who has an entry open, in one window. */
export interface PresentPerson {
  id: string
  name: string
  clientId: string
  path?: string
  locale?: string
  since: string
}

/** What `GET /live` tells, by the names of its events. */
export interface LiveEvents {
  /** All who have an entry open, whenever that changes. */
  presence: { entryId: string; people: PresentPerson[] }
  'entry.saved': { id: string; type: string; revision: number; at: string; by: ActorRef }
  'entry.published': { seq: number; kind: string; at: string; by: { id: string | null; kind: string }; items: { op: string; id: string }[] }
  /** How far a job of the asker's own is. */
  job: Pick<JobView, 'id' | 'action' | 'state' | 'done' | 'total' | 'failed'>
}
