import { type Static, Type } from 'typebox'

/** What an installation decides about itself. */
export const SettingsView = Type.Object(
  {
    revision: Type.Integer({ description: 'Grows with every change; also the ETag' }),
    trashDays: Type.Integer({ description: 'How long an entry stays in the trash before it is gone for good' }),
    secondFactorRoles: Type.Array(Type.String(), { description: 'Names of the roles whose holders need a second factor' }),
  },
  { additionalProperties: false },
)
export type SettingsView = Static<typeof SettingsView>

export const SettingsBody = Type.Object(
  {
    trashDays: Type.Optional(Type.Integer({ description: 'From 1 to 3650' })),
    secondFactorRoles: Type.Optional(Type.Array(Type.String(), { maxItems: 100 })),
  },
  { additionalProperties: false },
)
export type SettingsBody = Static<typeof SettingsBody>
