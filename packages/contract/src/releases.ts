import { type Static, Type } from 'typebox'
import { ProblemIssue } from './problem.ts'
import { ActorRef, Id, Time } from './shared.ts'

const name = Type.String({ minLength: 1, maxLength: 200 })
const description = Type.Optional(Type.Union([Type.String({ maxLength: 2_000 }), Type.Null()]))
const publishAt = Type.Optional(
  Type.Union([Type.String(), Type.Null()], { description: 'When it is published by itself: local time of `timeZone`, or with an offset' }),
)
const timeZone = Type.Optional(Type.String({ description: 'IANA name, such as Europe/Berlin' }))

export const CreateReleaseBody = Type.Object({ name, description, publishAt, timeZone }, { additionalProperties: false })
export type CreateReleaseBody = Static<typeof CreateReleaseBody>

export const ChangeReleaseBody = Type.Object(
  { name: Type.Optional(name), description, publishAt, timeZone },
  { additionalProperties: false },
)
export type ChangeReleaseBody = Static<typeof ChangeReleaseBody>

export const AddReleaseItemsBody = Type.Object(
  {
    items: Type.Array(
      Type.Object(
        {
          entryId: Type.String(),
          action: Type.Enum(['publish', 'unpublish', 'trash']),
          locales: Type.Optional(Type.Array(Type.String(), { minItems: 1, uniqueItems: true })),
          revision: Type.Optional(Type.Integer({ minimum: 1, description: 'Absent: the draft at the time of publishing' })),
        },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: 10_000 },
    ),
  },
  { additionalProperties: false },
)
export type AddReleaseItemsBody = Static<typeof AddReleaseItemsBody>

export const ReleaseParams = Type.Object({ id: Type.String(), itemId: Type.String() }, { additionalProperties: false })

export const ReleaseItemView = Type.Object(
  {
    id: Id,
    entryId: Id,
    action: Type.Enum(['publish', 'unpublish', 'trash']),
    locales: Type.Optional(Type.Array(Type.String())),
    revision: Type.Optional(Type.Integer()),
  },
  { additionalProperties: false },
)
export type ReleaseItemView = Static<typeof ReleaseItemView>

export const ReleaseSummary = Type.Object(
  {
    id: Id,
    name: Type.String(),
    description: Type.Union([Type.String(), Type.Null()]),
    state: Type.Enum(['open', 'scheduled', 'published', 'reverted', 'failed']),
    publishAt: Type.Union([Time, Type.Null()]),
    timeZone: Type.Union([Type.String(), Type.Null()]),
    reason: Type.Optional(Type.String({ description: 'Why it could not be published when it was due' })),
    itemCount: Type.Integer(),
    seq: Type.Optional(Type.Integer({ description: 'The number under which readers got it' })),
    publishedAt: Type.Optional(Time),
    publishedBy: Type.Optional(ActorRef),
    lateSeconds: Type.Optional(Type.Integer({ description: 'How much later than planned it was published' })),
    revertSeq: Type.Optional(Type.Integer()),
    revertedAt: Type.Optional(Time),
    revertedBy: Type.Optional(ActorRef),
    createdAt: Time,
    createdBy: ActorRef,
    updatedAt: Time,
  },
  { additionalProperties: false },
)
export type ReleaseSummary = Static<typeof ReleaseSummary>

export const ReleaseView = Type.Object(
  { ...ReleaseSummary.properties, items: Type.Array(ReleaseItemView) },
  { additionalProperties: false },
)
export type ReleaseView = ReleaseSummary & { items: ReleaseItemView[] }

export const ReleaseConflictView = Type.Object(
  {
    entryId: Id,
    locale: Type.Union([Type.String(), Type.Null()]),
    code: Type.String(),
    message: Type.String(),
    issues: Type.Optional(Type.Array(ProblemIssue)),
  },
  { additionalProperties: false },
)

/** What publishing or reverting has done. `seq` is null when readers see nothing else than before. */
export const ReleaseResult = Type.Object(
  { seq: Type.Union([Type.Integer(), Type.Null()]), conflicts: Type.Array(ReleaseConflictView) },
  { additionalProperties: false },
)
export type ReleaseResult = Static<typeof ReleaseResult>
