import { type Static, Type } from 'typebox'

/** What an installation decides about itself. */
export const SettingsView = Type.Object(
  {
    revision: Type.Integer({ description: 'Grows with every change; also the ETag' }),
    trashDays: Type.Integer({ description: 'How long an entry stays in the trash before it is gone for good' }),
    historyDays: Type.Union([Type.Integer(), Type.Null()], {
      description: 'For how many days every point of what was public can be read; null for ever. Points with a name are kept all the same',
    }),
    secondFactorRoles: Type.Array(Type.String(), { description: 'Names of the roles whose holders need a second factor' }),
  },
  { additionalProperties: false },
)
export type SettingsView = Static<typeof SettingsView>

export const SettingsBody = Type.Object(
  {
    trashDays: Type.Optional(Type.Integer({ description: 'From 1 to 3650' })),
    historyDays: Type.Optional(Type.Union([Type.Integer(), Type.Null()], { description: 'From 1 to 36,500; null for ever' })),
    secondFactorRoles: Type.Optional(Type.Array(Type.String(), { maxItems: 100 })),
  },
  { additionalProperties: false },
)
export type SettingsBody = Static<typeof SettingsBody>
