import { type Static, Type } from 'typebox'
import { Id, Time } from './shared.ts'

export const CreatePreviewLinkBody = Type.Object(
  {
    locale: Type.String({ maxLength: 40 }),
    expiresAt: Type.String({ maxLength: 40, description: 'RFC 3339; at most 90 days from now' }),
    revision: Type.Optional(Type.Integer({ minimum: 1, description: 'The one to show; absent: the draft as it is when somebody looks' })),
    release: Type.Optional(Type.String({ maxLength: 40, description: 'Id of the release to show the entry in' })),
  },
  { additionalProperties: false },
)
export type CreatePreviewLinkBody = Static<typeof CreatePreviewLinkBody>

export const MadePreviewLink = Type.Object(
  {
    id: Id,
    url: Type.String({
      description:
        'Where the type has a `previewUrl` that address, with the credential as `preview`; else the entry in the content API. This once',
    }),
  },
  { additionalProperties: false },
)
export type MadePreviewLink = Static<typeof MadePreviewLink>

export const PreviewLinkView = Type.Object(
  {
    id: Id,
    locale: Type.String(),
    revision: Type.Optional(Type.Integer()),
    release: Type.Optional(Id),
    expiresAt: Time,
    createdAt: Time,
  },
  { additionalProperties: false },
)
export type PreviewLinkView = Static<typeof PreviewLinkView>

export const PreviewLinkParams = Type.Object({ id: Type.String(), linkId: Type.String() })
