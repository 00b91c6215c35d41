import { type Static, Type } from 'typebox'
import { ActorRef, Id, Time } from './shared.ts'

const Texts = Type.Record(Type.String(), Type.String({ maxLength: 2000 }))

export const MediaView = Type.Object(
  {
    id: Id,
    revision: Type.Integer(),
    filename: Type.String(),
    mimeType: Type.String(),
    bytes: Type.Integer(),
    sha256: Type.Union([Type.String(), Type.Null()], { description: 'Null while the file itself was not fetched yet' }),
    width: Type.Union([Type.Integer(), Type.Null()]),
    height: Type.Union([Type.Integer(), Type.Null()]),
    alt: Texts,
    caption: Texts,
    url: Type.Union([Type.String(), Type.Null()]),
    sourceUrl: Type.Union([Type.String(), Type.Null()]),
    createdAt: Time,
    createdBy: ActorRef,
  },
  { additionalProperties: false },
)
export type MediaView = Static<typeof MediaView>

export const MediaDescription = Type.Object({ alt: Type.Optional(Texts), caption: Type.Optional(Texts) }, { additionalProperties: false })
export type MediaDescription = Static<typeof MediaDescription>

export const PatchMediaBody = Type.Object(
  { alt: Type.Optional(Texts), caption: Type.Optional(Texts), filename: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })) },
  { additionalProperties: false },
)
export type PatchMediaBody = Static<typeof PatchMediaBody>

export const ImportMediaBody = Type.Object(
  {
    url: Type.String({ minLength: 1, maxLength: 2048 }),
    filename: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
    alt: Type.Optional(Texts),
  },
  { additionalProperties: false },
)
export type ImportMediaBody = Static<typeof ImportMediaBody>

/** One file is given bare with the older file of the same content, if there is one; several as a list. */
export const UploadedMedia = Type.Object(
  { data: Type.Union([MediaView, Type.Array(MediaView)]), duplicateOf: Type.Optional(Id) },
  { additionalProperties: false },
)
export type UploadedMedia = Static<typeof UploadedMedia>
