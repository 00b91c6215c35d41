import { type Static, Type } from 'typebox'
import { ActorRef, Id, Time } from './shared.ts'

const Name = Type.String({ minLength: 1, maxLength: 100 })
const Parent = Type.Union([Id, Type.Null()], { description: 'The folder that it lies in; null for the top' })
const isPublic = Type.Boolean({ description: 'Whether readers may list the files that lie directly in it' })

export const FolderView = Type.Object(
  {
    id: Id,
    revision: Type.Integer(),
    name: Type.String(),
    parent: Parent,
    public: isPublic,
    files: Type.Integer({ description: 'How many lie directly in it' }),
    createdAt: Time,
    createdBy: ActorRef,
  },
  { additionalProperties: false },
)
export type FolderView = Static<typeof FolderView>

export const NewFolderBody = Type.Object(
  { name: Name, parent: Type.Optional(Parent), public: Type.Optional(isPublic) },
  { additionalProperties: false },
)
export type NewFolderBody = Static<typeof NewFolderBody>

export const PatchFolderBody = Type.Object(
  { name: Type.Optional(Name), parent: Type.Optional(Parent), public: Type.Optional(isPublic) },
  { additionalProperties: false },
)
export type PatchFolderBody = Static<typeof PatchFolderBody>
