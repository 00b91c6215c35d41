import { type Static, Type } from 'typebox'

const locales = Type.Optional(Type.Array(Type.String(), { minItems: 1, uniqueItems: true }))
const revision = Type.Optional(Type.Integer({ minimum: 1, description: 'The revision that the caller saw' }))

export const PublishBody = Type.Object({ locales, revision }, { additionalProperties: false })
export type PublishBody = Static<typeof PublishBody>

export const UnpublishBody = Type.Object(
  {
    locales,
    revision,
    withdraw: Type.Optional(
      Type.Boolean({
        description: 'true: out of every past point in time too, where pinned reads answer 410; false: back into them, and nothing else',
      }),
    ),
  },
  { additionalProperties: false },
)
export type UnpublishBody = Static<typeof UnpublishBody>

export const RestoreEntryBody = Type.Object(
  {
    publish: Type.Optional(Type.Boolean()),
    slug: Type.Optional(
      Type.Unknown({
        description: 'Another slug, as `fields` would have it, where the old one is taken by now (409 `slug_taken` has a `proposal`)',
      }),
    ),
  },
  { additionalProperties: false },
)
export type RestoreEntryBody = Static<typeof RestoreEntryBody>
