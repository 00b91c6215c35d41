import { type Static, Type } from 'typebox'
import { ActorRef, Id, Time } from './shared.ts'

const nullable = (schema: ReturnType<typeof Type.String>) => Type.Union([schema, Type.Null()])

/** A path that leads elsewhere: to an entry, wherever it is, or to a fixed path or address. */
export const RedirectView = Type.Object(
  {
    id: Id,
    from: Type.String(),
    to: nullable(Type.String({ description: 'A path or an http(s) address; null where it leads to an entry' })),
    entryId: nullable(Id),
    locale: Type.String(),
    permanent: Type.Boolean(),
    automatic: Type.Boolean({ description: 'True for one that a change of a slug or a place in a tree left behind' }),
    hits: Type.Integer({ minimum: 0, description: 'How often readers came by it; up to some seconds late' }),
    entry: Type.Union([
      Type.Object(
        {
          id: Id,
          type: Type.String(),
          title: Type.String(),
          path: nullable(Type.String({ description: 'Null while it is not published' })),
        },
        { additionalProperties: false },
      ),
      Type.Null(),
    ]),
    createdAt: Time,
    createdBy: ActorRef,
  },
  { additionalProperties: false },
)
export type RedirectView = Static<typeof RedirectView>

export const CreateRedirectBody = Type.Object(
  {
    from: Type.String(),
    to: Type.Optional(Type.String({ description: 'A path, or an http(s) address; or name an entry' })),
    entryId: Type.Optional(Type.String()),
    locale: Type.Optional(Type.String({ description: 'The default language when absent' })),
    permanent: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
)
export type CreateRedirectBody = Static<typeof CreateRedirectBody>

export const ProposeSlugBody = Type.Object(
  {
    type: Type.String(),
    locale: Type.String(),
    from: Type.String({ maxLength: 2000, description: 'A title, or a slug that somebody typed' }),
    parent: Type.Optional(nullable(Type.String())),
    entryId: Type.Optional(Type.String({ description: 'The entry that it is for' })),
  },
  { additionalProperties: false },
)
export type ProposeSlugBody = Static<typeof ProposeSlugBody>

export const ProposedSlugView = Type.Object(
  {
    slug: nullable(Type.String({ description: 'The next free one; null when nothing of the text can be a slug' })),
    taken: Type.Boolean({ description: 'True when the plain form is another entry’s' }),
  },
  { additionalProperties: false },
)
export type ProposedSlugView = Static<typeof ProposedSlugView>

/** Where a path leads readers now. */
export const TriedPathView = Type.Object(
  {
    path: Type.String(),
    leadsTo: Type.Union(
      [
        Type.Object(
          {
            entry: Type.Union(
              [Type.Object({ id: Id, type: Type.String(), title: Type.String() }, { additionalProperties: false }), Type.Null()],
              { description: 'Null where it leads to a fixed path or address' },
            ),
            locale: Type.String(),
            path: nullable(Type.String({ description: 'The present path or address' })),
            moved: Type.Boolean({ description: 'False where it lives at this very path' }),
            permanent: Type.Boolean(),
          },
          { additionalProperties: false },
        ),
        Type.Null(),
      ],
      { description: 'Null where readers find nothing' },
    ),
  },
  { additionalProperties: false },
)
export type TriedPathView = Static<typeof TriedPathView>
