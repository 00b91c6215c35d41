import { type Static, Type } from 'typebox'
import { Time } from './shared.ts'

export const BuildBody = Type.Object(
  {
    site: Type.Optional(Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$' })),
    seq: Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }),
    url: Type.Optional(Type.String({ maxLength: 500, pattern: '^https?://[^\\s]+$' })),
  },
  { additionalProperties: false },
)

export const SiteView = Type.Object(
  {
    name: Type.String(),
    url: Type.Union([Type.String(), Type.Null()]),
    builtSeq: Type.Union([Type.Integer(), Type.Null()], {
      description: 'All that was public at it is live there: an entry is live when its publication has this `seq` or an earlier one',
    }),
    builtAt: Type.Union([Time, Type.Null()]),
    lag: Type.Union([Type.Object({ seq: Type.Integer(), seconds: Type.Integer() }, { additionalProperties: false }), Type.Null()]),
    pages: Type.Integer({ description: 'Pages whose reads said so (`Verso-Page`)' }),
    complete: Type.Boolean({ description: 'False where more was read than is kept: then every event may concern every page' }),
  },
  { additionalProperties: false },
)
export type SiteView = Static<typeof SiteView>
