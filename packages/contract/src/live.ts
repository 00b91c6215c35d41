import { type Static, Type } from 'typebox'

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
