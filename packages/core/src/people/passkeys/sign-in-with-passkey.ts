import type { AuthenticationResponseJSON, PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/server'
import type { PasskeyRow } from '@verso/data'
import type { Context } from '../../context.ts'
import { recordAudit } from '../../record-audit.ts'
import { Refusal } from '../../refusal.ts'
import type { Guard } from '../guard.ts'
import { openSession, type SignedIn } from '../open-session.ts'
import { challengeIn } from './challenge-in.ts'
import { endOfChallenge, makeChallenge, takeChallenge } from './challenge.ts'
import type { RelyingParty } from './relying-party.ts'

// The library brings two dozen others along; it is loaded when somebody uses a passkey.

/** What a browser needs to use a passkey; the same for everybody, since it finds by itself which one. */
export async function passkeySignInOptions(
  ctx: Context,
  { passkeyKey }: Guard,
  { id }: RelyingParty,
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const challenge = makeChallenge(passkeyKey, 'sign-in', ctx.now())
  const { generateAuthenticationOptions } = await import('@simplewebauthn/server')
  return generateAuthenticationOptions({ rpID: id, challenge, userVerification: 'required' })
}

interface PasskeyUse {
  /** As the browser gave it. */
  response: Record<string, unknown>
  device: string | null
}

/** Opens a session for whoever uses a passkey that is known. Each challenge is answered once; whatever is wrong is one answer. */
export async function signInWithPasskey(
  ctx: Context,
  { response, device }: PasskeyUse,
  { guard, relyingParty }: { guard: Guard; relyingParty: RelyingParty },
): Promise<SignedIn> {
  const attempt = guard.passkeys(ctx.address)
  await attempt.begin()
  const passkey = await find(ctx, response.id)
  const user = passkey === null ? null : await ctx.store.users.find(passkey.userId)
  const isUsed = passkey !== null && user?.status === 'active' && (await use(ctx, { passkey, response }, { guard, relyingParty }))
  if (!isUsed || user === null) {
    const target = { kind: 'user', id: user?.id ?? null }
    await recordAudit(ctx, ctx.store, { action: 'session.create', target, after: { reason: 'wrong_passkey' }, outcome: 'refused' })
    throw new Refusal('invalid_credentials', 'This passkey opens no account here')
  }
  await attempt.succeed()
  return openSession(ctx, { user, hasProvedFactor: true, isStrong: true, device })
}

async function find(ctx: Context, credentialId: unknown): Promise<PasskeyRow | null> {
  return typeof credentialId === 'string' && credentialId.length < 2048
    ? ctx.store.passkeys.findByCredential(Buffer.from(credentialId, 'base64url'))
    : null
}

async function use(
  ctx: Context,
  { passkey, response }: { passkey: PasskeyRow; response: Record<string, unknown> },
  { guard, relyingParty }: { guard: Guard; relyingParty: RelyingParty },
): Promise<boolean> {
  const challenge = challengeIn(response)
  const end = endOfChallenge(guard.passkeyKey, 'sign-in', { text: challenge, at: ctx.now() })
  const counter = end === null ? null : await verifiedCounter(passkey, { response, challenge, relyingParty })
  if (end === null || counter === null) return false
  return ctx.store.transaction(
    async (tx) => (await takeChallenge(tx, challenge, end)) && (await tx.passkeys.use(passkey.id, { counter, at: ctx.now() })),
  )
}

interface Answered {
  response: Record<string, unknown>
  challenge: string
  relyingParty: RelyingParty
}

/** The passkey's counter after this use, or null where anything isn't right; the library says so by throwing. */
async function verifiedCounter(passkey: PasskeyRow, { response, challenge, relyingParty }: Answered): Promise<number | null> {
  const { verifyAuthenticationResponse } = await import('@simplewebauthn/server')
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: response as unknown as AuthenticationResponseJSON,
      expectedChallenge: challenge,
      expectedOrigin: relyingParty.origin,
      expectedRPID: relyingParty.id,
      credential: {
        id: passkey.credentialId.toString('base64url'),
        publicKey: new Uint8Array(passkey.publicKey),
        counter: passkey.counter,
      },
      requireUserVerification: true,
    })
    return verified ? authenticationInfo.newCounter : null
  } catch {
    return null
  }
}
