import { type Static, type TSchema, Type } from 'typebox'

export const Id = Type.String({ format: 'uuid' })
export const Time = Type.String({ format: 'date-time', description: 'RFC 3339 in UTC with milliseconds' })
export const IdParams = Type.Object({ id: Type.String() }, { additionalProperties: false })
/** The body of a verb that takes nothing: none, or `{}`. */
export const EmptyBody = Type.Object({}, { additionalProperties: false })

/** What every write but those on oneself takes beside its body. */
export const IdempotencyKeyHeader = Type.Object({
  'idempotency-key': Type.Optional(
    Type.String({
      pattern: '^[\\x21-\\x7e]{1,255}$',
      description:
        'Repeats with the same key and body, at the same time, later or after a restart, have one effect and get the first answer again, with `Idempotency-Replayed: true`, for 24 hours. With another body: 422 `idempotency_key_reused`.',
    }),
  ),
})

/** For changes that depend on what is there. */
export const IfMatchHeader = Type.Object({
  'if-match': Type.Optional(
    Type.String({ pattern: '^(\\*|"[^"]*")$', description: 'The ETag that the change is made upon, such as `"7"`' }),
  ),
})

/** For looking at things as somebody else would. */
export const ViewAsHeader = Type.Object({
  'verso-view-as': Type.Optional(
    Type.String({
      pattern: '^role:.{1,200}$',
      description:
        'Answers as for somebody with this role alone, such as `role:editor`, and never with more than one has; for people who manage roles. Each use is told to the audit',
    }),
  ),
})

/** Who did something: a person, a token, or the system. */
export const ActorRef = Type.Union([Type.Object({ id: Id, name: Type.String() }, { additionalProperties: false }), Type.Null()])
export type ActorRef = Static<typeof ActorRef>

export const PageInfo = Type.Object(
  {
    limit: Type.Integer(),
    offset: Type.Optional(Type.Integer()),
    next: Type.Union([Type.String(), Type.Null()]),
    total: Type.Optional(Type.Integer()),
  },
  { additionalProperties: false },
)
export type PageInfo = Static<typeof PageInfo>

/** A list as both APIs give it. */
export function ListOf<T extends TSchema>(item: T) {
  return Type.Object({ data: Type.Array(item), page: PageInfo }, { additionalProperties: false })
}

export interface List<T> {
  data: T[]
  page: PageInfo
}
