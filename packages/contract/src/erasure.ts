import { type Static, Type } from 'typebox'
import { Id, Time } from './shared.ts'

const reason = Type.Optional(Type.String({ maxLength: 500, description: 'Kept in the audit; nothing of what is erased belongs into it' }))

export const EraseBody = Type.Object({ reason }, { additionalProperties: false })
export type EraseBody = Static<typeof EraseBody>

export const EraseEntryBody = Type.Object(
  { reason, withMedia: Type.Optional(Type.Boolean({ description: 'Files that nothing else leads to are erased along' })) },
  { additionalProperties: false },
)
export type EraseEntryBody = Static<typeof EraseEntryBody>

/** What is left of what was erased. */
export const ErasedView = Type.Object(
  {
    id: Id,
    kind: Type.Union([Type.Literal('entry'), Type.Literal('media'), Type.Literal('user')]),
    erasedAt: Time,
    seq: Type.Union([Type.Integer(), Type.Null()]),
    media: Type.Array(Id, { description: 'Files that were erased along' }),
  },
  { additionalProperties: false },
)
export type ErasedView = Static<typeof ErasedView>
