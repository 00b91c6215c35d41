import { type Static, Type } from 'typebox'
import { Id, Time } from './shared.ts'

const text = (maxLength: number) => Type.String({ minLength: 1, maxLength })
const Name = Type.String({ pattern: '^[a-z][a-z0-9-]{0,39}$', description: 'Part of the address that the provider sends people back to' })

const terms = {
  scopes: Type.Array(text(100), { minItems: 1, maxItems: 20 }),
  rolesClaim: Type.Union([text(200), Type.Null()], {
    description:
      'The claim that names groups, by name or by a path; roles then follow it at each sign-in. Null: roles are given here alone',
  }),
  roleMap: Type.Record(Type.String({ maxLength: 200 }), Type.String(), { description: 'Group → role' }),
  defaultRoles: Type.Array(Type.String(), { maxItems: 20, description: 'For who is in none of these groups' }),
  createAccounts: Type.Boolean({ description: 'Whoever comes for the first time, with a verified address, gets an account' }),
  linkByEmail: Type.Boolean({ description: 'Whoever comes with the verified address of an account takes it for theirs' }),
  emailDomains: Type.Array(text(253), { maxItems: 100, description: 'Where addresses must end for both; empty: anywhere' }),
  asksForFactor: Type.Boolean({ description: 'It asks for a second factor itself, so that nobody does so here' }),
}

const agreed = { label: text(100), issuer: text(500), clientId: text(300), enabled: Type.Boolean() }

export const IdentityProviderView = Type.Object(
  {
    name: Name,
    ...agreed,
    hasSecret: Type.Boolean(),
    ...terms,
    returnUrl: Type.String({ description: 'What the provider has to be told: where it may send people back to' }),
    createdAt: Time,
  },
  { additionalProperties: false },
)
export type IdentityProviderView = Static<typeof IdentityProviderView>

const optional = {
  ...{ scopes: Type.Optional(terms.scopes), rolesClaim: Type.Optional(terms.rolesClaim), roleMap: Type.Optional(terms.roleMap) },
  ...{ defaultRoles: Type.Optional(terms.defaultRoles), createAccounts: Type.Optional(terms.createAccounts) },
  ...{ linkByEmail: Type.Optional(terms.linkByEmail), emailDomains: Type.Optional(terms.emailDomains) },
  ...{ asksForFactor: Type.Optional(terms.asksForFactor), enabled: Type.Optional(agreed.enabled) },
  clientSecret: Type.Optional(Type.Union([text(1000), Type.Null()], { description: 'Never shown again' })),
}

export const CreateIdentityProviderBody = Type.Object(
  { name: Name, label: agreed.label, issuer: agreed.issuer, clientId: agreed.clientId, ...optional },
  { additionalProperties: false },
)

export const PatchIdentityProviderBody = Type.Object(
  { label: Type.Optional(agreed.label), issuer: Type.Optional(agreed.issuer), clientId: Type.Optional(agreed.clientId), ...optional },
  { additionalProperties: false },
)

export const ProviderParams = Type.Object({ provider: Type.String() }, { additionalProperties: false })

export const WayIn = Type.Object({ name: Type.String(), label: Type.String() }, { additionalProperties: false })
export type WayIn = Static<typeof WayIn>

export const BegunWay = Type.Object(
  { url: Type.String({ description: 'The page of the provider, where the browser goes next' }) },
  { additionalProperties: false },
)

export const ReturnedBody = Type.Object(
  {
    query: Type.String({ maxLength: 8192, description: 'What the provider added to the address that it sent the browser back to' }),
    otp: Type.Optional(Type.String({ maxLength: 64 })),
  },
  { additionalProperties: false },
)

export const LinkedProviderView = Type.Object(
  {
    id: Id,
    provider: Type.Union([WayIn, Type.Null({ description: 'It is trusted no more' })]),
    createdAt: Time,
    lastUsedAt: Time,
  },
  { additionalProperties: false },
)
export type LinkedProviderView = Static<typeof LinkedProviderView>

export const LinkProofsBody = Type.Object(
  {
    password: Type.Optional(Type.String({ maxLength: 1024, description: 'Needed where one has one' })),
    code: Type.Optional(Type.String({ maxLength: 64, description: 'Of the second factor, where one has one' })),
  },
  { additionalProperties: false },
)

export const LinkReturnedBody = Type.Object({ query: ReturnedBody.properties.query }, { additionalProperties: false })
