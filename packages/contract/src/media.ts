import { type Static, type TSchema, Type } from 'typebox'
import { ActorRef, Id, Time } from './shared.ts'

const Fraction = Type.Number({ minimum: 0, maximum: 1 })
const nullable = <T extends TSchema>(type: T) => Type.Union([type, Type.Null()])

const FocalPoint = Type.Object({ x: Fraction, y: Fraction }, { additionalProperties: false })

/** In fractions of the sides, so that it stays true of a larger file of the same picture. */
const Crop = Type.Object({ x: Fraction, y: Fraction, width: Fraction, height: Fraction }, { additionalProperties: false })

const Tags = Type.Array(Type.String({ minLength: 1, maxLength: 100 }), { maxItems: 50 })

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
    duration: nullable(Type.Number({ description: 'In seconds' })),
    pages: nullable(Type.Integer()),
    frames: nullable(Type.Integer({ description: 'Of an image that moves' })),
    thumbhash: nullable(Type.String({ description: 'A placeholder, as base64 of a ThumbHash' })),
    dominantColor: nullable(Type.String({ description: 'As #rrggbb' })),
    copyright: nullable(Type.String({ description: 'As the file itself says it' })),
    creator: nullable(Type.String({ description: 'As the file itself says it' })),
    alt: Texts,
    caption: Texts,
    focalPoint: nullable(FocalPoint),
    crop: nullable(Crop),
    tags: Type.Array(Type.String()),
    folder: nullable(Id),
    private: Type.Boolean({ description: 'Its bytes are given for signed, expiring addresses only' }),
    url: Type.Union([Type.String(), Type.Null()]),
    sourceUrl: Type.Union([Type.String(), Type.Null()]),
    createdAt: Time,
    createdBy: ActorRef,
    usedBy: Type.Integer({ description: 'How many entries show it, in drafts or in public' }),
  },
  { additionalProperties: false },
)
export type MediaView = Static<typeof MediaView>

export const MediaDescription = Type.Object(
  {
    alt: Type.Optional(Texts),
    caption: Type.Optional(Texts),
    folder: Type.Optional(nullable(Id)),
    tags: Type.Optional(Tags),
    private: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
)
export type MediaDescription = Static<typeof MediaDescription>

export const PatchMediaBody = Type.Object(
  {
    alt: Type.Optional(Texts),
    caption: Type.Optional(Texts),
    filename: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
    focalPoint: Type.Optional(nullable(FocalPoint)),
    crop: Type.Optional(nullable(Crop)),
    tags: Type.Optional(Tags),
    folder: Type.Optional(nullable(Id)),
    private: Type.Optional(Type.Boolean()),
  },
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

/** One act on many files, each for itself. */
export const BulkMediaBody = Type.Object(
  {
    action: Type.Enum(['edit', 'delete']),
    ids: Type.Array(Type.String(), { minItems: 1, maxItems: 100 }),
    folder: Type.Optional(nullable(Id)),
    private: Type.Optional(Type.Boolean()),
    addTags: Type.Optional(Tags),
    removeTags: Type.Optional(Tags),
  },
  { additionalProperties: false },
)
export type BulkMediaBody = Static<typeof BulkMediaBody>

export const SignMediaBody = Type.Object(
  {
    expiresAt: Type.String({ format: 'date-time', description: 'In the next 24 hours' }),
    parameters: Type.Optional(
      Type.Record(Type.String(), Type.String({ maxLength: 100 }), { description: 'What else the address asks, such as `width`' }),
    ),
    use: Type.Optional(
      Type.Object(
        { focalPoint: Type.Optional(FocalPoint), crop: Type.Optional(Crop) },
        { additionalProperties: false, description: 'What the place that shows it says of it' },
      ),
    ),
  },
  { additionalProperties: false },
)
export type SignMediaBody = Static<typeof SignMediaBody>

export const SignedMedia = Type.Object({ url: Type.String() }, { additionalProperties: false })
export type SignedMedia = Static<typeof SignedMedia>
