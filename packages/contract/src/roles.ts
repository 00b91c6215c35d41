import { type Static, Type } from 'typebox'
import { Id } from './shared.ts'

/** A list of names, as rules and tokens have them. */
export const nameList = (description: string) => Type.Array(Type.String({ maxLength: 100 }), { maxItems: 500, description })

export const Rule = Type.Object(
  {
    actions: Type.Array(Type.String({ maxLength: 20 }), {
      maxItems: 20,
      description: 'read, create, edit, publish, unpublish, schedule, delete, restore, purge',
    }),
    types: Type.Optional(nameList('Names of types, or `*`')),
    folders: Type.Optional(nameList('For files, in place of types: ids of folders, or `*`')),
    fields: Type.Optional(
      Type.Object(
        {
          read: Type.Optional(nameList('`*` for all that are not private, names, and `-` with a name for exceptions; absent: `*`')),
          write: Type.Optional(nameList('The same of what may be written')),
        },
        { additionalProperties: false },
      ),
    ),
    locales: Type.Optional(nameList('Codes of languages; absent: all')),
    where: Type.Optional(
      Type.Record(Type.String(), Type.Unknown(), {
        description: 'A filter in the language of queries, over at most 2 references: only of these entries',
      }),
    ),
    own: Type.Optional(Type.Literal(true, { description: 'Only of what its holder made' })),
    readHistory: Type.Optional(Type.Literal(true, { description: "Points in time that are older than everyone's" })),
  },
  { additionalProperties: false },
)
export type Rule = Static<typeof Rule>

export const RoleView = Type.Object(
  {
    id: Id,
    name: Type.String(),
    label: Type.String(),
    description: Type.Optional(Type.String()),
    builtIn: Type.Boolean(),
    revision: Type.Integer({ description: 'Counts the changes; `If-Match` names it' }),
    rules: Type.Array(Rule),
    manage: Type.Array(Type.String()),
  },
  { additionalProperties: false },
)
export type RoleView = Static<typeof RoleView>

const roleMembers = {
  label: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
  description: Type.Optional(Type.Union([Type.String({ maxLength: 2000 }), Type.Null()])),
  rules: Type.Optional(Type.Array(Rule, { maxItems: 100 })),
  manage: Type.Optional(Type.Array(Type.String({ maxLength: 20 }), { maxItems: 20, description: 'Areas beside content' })),
}
const roleName = Type.String({ minLength: 1, maxLength: 200, description: 'Kept in NFKC, lower case, without invisible characters' })

export const CreateRoleBody = Type.Object({ name: roleName, ...roleMembers }, { additionalProperties: false })
export type CreateRoleBody = Static<typeof CreateRoleBody>

export const PatchRoleBody = Type.Object({ name: Type.Optional(roleName), ...roleMembers }, { additionalProperties: false })
export type PatchRoleBody = Static<typeof PatchRoleBody>

/** What the asker may do, so that the admin UI shows nothing else. `types` is keyed by type name. */
export const RightsView = Type.Object(
  {
    manage: Type.Array(Type.String()),
    types: Type.Record(
      Type.String(),
      Type.Record(Type.String(), Type.Union([Type.Literal('all'), Type.Literal('some'), Type.Literal('own'), Type.Literal('none')])),
    ),
  },
  { additionalProperties: false },
)
export type RightsView = { manage: string[]; types: Record<string, Record<string, 'all' | 'some' | 'own' | 'none'>> }

export const ExplainedRightView = Type.Object(
  {
    who: Type.Object({ kind: Type.String(), id: Id, name: Type.String() }, { additionalProperties: false }),
    action: Type.String(),
    type: Type.String(),
    allowed: Type.Boolean({ description: 'Whether some rule allows it; without an `id`, for some entry at least' }),
    rules: Type.Array(
      Type.Object(
        {
          role: Type.Union([Type.String(), Type.Null()], {
            description: 'Null for what everyone may read; `token` for rules of the token itself',
          }),
          index: Type.Union([Type.Integer(), Type.Null()], { description: 'Its place among the rules of the role' }),
          rule: Type.Union([Rule, Type.Null()]),
          boundBy: Type.Union([
            Type.Object({ role: Type.String(), index: Type.Integer() }, { additionalProperties: false }),
            Type.Null({ description: 'For tokens: the rule of their maker' }),
          ]),
          allows: Type.Boolean(),
          missing: Type.Array(Type.String({ description: 'own, where, field, locale: what keeps the rule from it' })),
        },
        { additionalProperties: false },
      ),
      { description: 'Every rule that is about the action and the type' },
    ),
  },
  { additionalProperties: false },
)
export type ExplainedRightView = Static<typeof ExplainedRightView>
