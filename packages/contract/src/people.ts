import { type Static, Type } from 'typebox'
import { nameList, Rule } from './roles.ts'
import { ActorRef, Id, Time } from './shared.ts'

export const UserView = Type.Object(
  {
    id: Id,
    email: Type.String(),
    name: Type.String(),
    roles: Type.Array(Type.String()),
    status: Type.Union([Type.Literal('active'), Type.Literal('invited'), Type.Literal('disabled')]),
    secondFactor: Type.Boolean(),
    lastSeenAt: Type.Union([Time, Type.Null()]),
    preferences: Type.Record(Type.String(), Type.Unknown()),
    createdAt: Time,
  },
  { additionalProperties: false },
)
export type UserView = Static<typeof UserView>

export const CreateUserBody = Type.Object(
  {
    email: Type.String({ maxLength: 320 }),
    name: Type.String({ minLength: 1, maxLength: 200 }),
    roles: Type.Array(Type.String(), { minItems: 1 }),
    password: Type.Optional(Type.String()),
  },
  { additionalProperties: false },
)
export type CreateUserBody = Static<typeof CreateUserBody>

/** An account that was made, or asked to choose a password. */
export const InvitedUserView = Type.Object(
  {
    ...UserView.properties,
    invitationUrl: Type.Optional(
      Type.String({ description: 'Where no mail is set up: the link for who is invited, given this once, good for half an hour' }),
    ),
  },
  { additionalProperties: false },
)
export type InvitedUserView = Static<typeof InvitedUserView>

const token = Type.String({ maxLength: 200, description: 'What stands in the fragment of the link' })

export const PasswordResetBody = Type.Object({ email: Type.String({ maxLength: 320 }) }, { additionalProperties: false })

export const ConfirmEmailBody = Type.Object({ token }, { additionalProperties: false })

export const ConfirmPasswordResetBody = Type.Object({ token, password: Type.String() }, { additionalProperties: false })
export type ConfirmPasswordResetBody = Static<typeof ConfirmPasswordResetBody>

export const AcceptInvitationBody = Type.Object(
  { token, name: Type.String({ minLength: 1, maxLength: 200 }), password: Type.String() },
  { additionalProperties: false },
)
export type AcceptInvitationBody = Static<typeof AcceptInvitationBody>

export const PatchUserBody = Type.Object(
  {
    name: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
    roles: Type.Optional(Type.Array(Type.String(), { minItems: 1 })),
    status: Type.Optional(Type.Union([Type.Literal('active'), Type.Literal('disabled')])),
  },
  { additionalProperties: false },
)
export type PatchUserBody = Static<typeof PatchUserBody>

export const PatchMeBody = Type.Object(
  {
    name: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
    email: Type.Optional(
      Type.String({ maxLength: 320, description: 'Counts once a link that is sent there was followed; needs `password.current`' }),
    ),
    password: Type.Optional(Type.Object({ current: Type.String(), new: Type.Optional(Type.String()) }, { additionalProperties: false })),
    preferences: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  },
  { additionalProperties: false },
)
export type PatchMeBody = Static<typeof PatchMeBody>

export const SetupState = Type.Object({ needed: Type.Boolean() }, { additionalProperties: false })
export type SetupState = Static<typeof SetupState>

export const SetupBody = Type.Object(
  {
    token: Type.String(),
    email: Type.String({ maxLength: 320 }),
    password: Type.String(),
    name: Type.String({ minLength: 1, maxLength: 200 }),
  },
  { additionalProperties: false },
)
export type SetupBody = Static<typeof SetupBody>

export const SignInBody = Type.Object(
  {
    email: Type.String({ maxLength: 320 }),
    password: Type.String({ maxLength: 1024 }),
    otp: Type.Optional(Type.String({ maxLength: 64 })),
  },
  { additionalProperties: false },
)
export type SignInBody = Static<typeof SignInBody>

export const SignedIn = Type.Object(
  {
    accessToken: Type.String(),
    expiresAt: Time,
    user: UserView,
    secondFactor: Type.Optional(
      Type.Literal('setup', { description: 'A role demands a second factor: until it is set up only `/me` can be reached' }),
    ),
  },
  { additionalProperties: false },
)
export type SignedIn = Static<typeof SignedIn>

export const BeginSecondFactorBody = Type.Object({ kind: Type.Literal('totp') }, { additionalProperties: false })

export const BegunSecondFactor = Type.Object(
  {
    secret: Type.String({ description: 'Base32, given this once' }),
    otpauthUrl: Type.String({ description: 'The same as apps read it from a QR code' }),
  },
  { additionalProperties: false },
)
export type BegunSecondFactor = Static<typeof BegunSecondFactor>

export const SecondFactorView = Type.Object(
  { confirmedAt: Type.Union([Time, Type.Null()]), recoveryCodesLeft: Type.Integer() },
  { additionalProperties: false },
)
export type SecondFactorView = Static<typeof SecondFactorView>

const code = Type.String({ maxLength: 64 })

export const ConfirmSecondFactorBody = Type.Object({ code }, { additionalProperties: false })

/** Password and a code of the app, or a recovery code. */
export const BothProofs = Type.Object({ password: Type.String({ maxLength: 1024 }), code }, { additionalProperties: false })
export type BothProofs = Static<typeof BothProofs>

export const RecoveryCodes = Type.Object(
  { recoveryCodes: Type.Array(Type.String(), { description: 'Each opens the account once in place of a code, given this once' }) },
  { additionalProperties: false },
)
export type RecoveryCodes = Static<typeof RecoveryCodes>

export const PasskeyView = Type.Object(
  { id: Id, name: Type.String(), createdAt: Time, lastUsedAt: Type.Union([Time, Type.Null()]) },
  { additionalProperties: false },
)
export type PasskeyView = Static<typeof PasskeyView>

/** What the Web Authentication API of browsers takes and gives, as JSON. */
const webAuthnJson = Type.Record(Type.String(), Type.Unknown())

export const PasskeyOptions = webAuthnJson

export const AddPasskeyBody = Type.Object(
  { name: Type.String({ minLength: 1, maxLength: 200 }), response: webAuthnJson },
  { additionalProperties: false },
)

export const PasskeySignInBody = Type.Object({ response: webAuthnJson }, { additionalProperties: false })

export const SessionView = Type.Object(
  {
    id: Id,
    current: Type.Boolean(),
    device: Type.Union([Type.String(), Type.Null()]),
    address: Type.Union([Type.String(), Type.Null()]),
    createdAt: Time,
    lastSeenAt: Time,
  },
  { additionalProperties: false },
)
export type SessionView = Static<typeof SessionView>

export const TokenKind = Type.Union([Type.Literal('content'), Type.Literal('preview'), Type.Literal('admin')])

export const CreateTokenBody = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 200 }),
    kind: TokenKind,
    types: Type.Optional(nameList('Read these types, without private fields; `*` for all')),
    locales: Type.Optional(nameList('Codes of the languages that it is good for; absent: all')),
    rules: Type.Optional(Type.Array(Rule, { maxItems: 100 })),
    roles: Type.Optional(Type.Array(Type.String())),
    expiresAt: Type.Optional(Type.Union([Type.String({ format: 'date-time' }), Type.Null()])),
    allowedAddresses: Type.Optional(Type.Array(Type.String())),
  },
  { additionalProperties: false },
)
export type CreateTokenBody = Static<typeof CreateTokenBody>

export const RotateTokenBody = Type.Object(
  { overlapSeconds: Type.Optional(Type.Integer({ minimum: 0, maximum: 604_800 })) },
  { additionalProperties: false },
)
export type RotateTokenBody = Static<typeof RotateTokenBody>

export const TokenView = Type.Object(
  {
    id: Id,
    name: Type.String(),
    kind: TokenKind,
    prefix: Type.String(),
    types: Type.Array(Type.String()),
    locales: Type.Array(Type.String(), { description: 'None: all languages' }),
    rules: Type.Array(Rule),
    roles: Type.Array(Type.String()),
    allowedAddresses: Type.Array(Type.String()),
    expiresAt: Type.Union([Time, Type.Null()]),
    revokedAt: Type.Union([Time, Type.Null()]),
    lastUsedAt: Type.Union([Time, Type.Null()]),
    createdAt: Time,
    createdBy: ActorRef,
  },
  { additionalProperties: false },
)
export type TokenView = Static<typeof TokenView>

/** The answer that shows the secret, this once. */
export const TokenWithSecret = Type.Object({ ...TokenView.properties, token: Type.String() }, { additionalProperties: false })
export type TokenWithSecret = Static<typeof TokenWithSecret>

export const AuditView = Type.Object(
  {
    id: Type.String(),
    at: Time,
    action: Type.String(),
    actor: Type.Object(
      { kind: Type.String(), id: Type.Union([Type.String(), Type.Null()]), name: Type.Union([Type.String(), Type.Null()]) },
      { additionalProperties: false },
    ),
    target: Type.Object({ kind: Type.String(), id: Type.Union([Type.String(), Type.Null()]) }, { additionalProperties: false }),
    before: Type.Unknown(),
    after: Type.Unknown(),
    address: Type.Union([Type.String(), Type.Null()]),
    requestId: Type.Union([Type.String(), Type.Null()]),
    outcome: Type.Union([Type.Literal('done'), Type.Literal('refused')]),
  },
  { additionalProperties: false },
)
export type AuditView = Static<typeof AuditView>
