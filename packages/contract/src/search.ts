import { type Static, Type } from 'typebox'
import { EntryStatus } from './entries.ts'
import { Id } from './shared.ts'

const closed = { additionalProperties: false }
const nullable = Type.Union([Type.String(), Type.Null()])

/** One thing that a search of the interface has found; `title` is what people call it. */
export const FoundView = Type.Union([
  Type.Object(
    { kind: Type.Literal('entry'), id: Id, title: Type.String(), type: Type.String(), status: EntryStatus, thumbnail: nullable },
    closed,
  ),
  Type.Object({ kind: Type.Literal('media'), id: Id, title: Type.String(), mimeType: Type.String(), url: nullable }, closed),
  Type.Object({ kind: Type.Literal('user'), id: Id, title: Type.String(), email: Type.String() }, closed),
  Type.Object({ kind: Type.Literal('type'), id: Id, title: Type.String(), name: Type.String() }, closed),
])
export type FoundView = Static<typeof FoundView>
