import type { PublicKeyCredentialCreationOptionsJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import { DuplicateError, type PasskeyRow } from '@verso/data'
import type { Context } from '../../context.ts'
import { recordAudit } from '../../record-audit.ts'
import { Refusal } from '../../refusal.ts'
import { getMe } from '../get-me.ts'
import type { Guard } from '../guard.ts'
import { requireName } from '../require-name.ts'
import { endOfChallenge, makeChallenge, takeChallenge } from './challenge.ts'
import { challengeIn } from './challenge-in.ts'
import type { RelyingParty } from './relying-party.ts'

const most = 20

/** What a browser needs to make a passkey for who asks. It has to tell who uses it (by a finger, a face or a PIN), and to find it by itself. */
export async function passkeyOptions(
  ctx: Context,
  { passkeyKey }: Guard,
  relyingParty: RelyingParty,
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const me = await getMe(ctx)
  const known = await ctx.store.passkeys.list(me.id)
  const { generateRegistrationOptions } = await import('@simplewebauthn/server')
  return generateRegistrationOptions({
    rpName: 'Verso',
    rpID: relyingParty.id,
    userID: new Uint8Array(Buffer.from(me.id.replaceAll('-', ''), 'hex')),
    userName: me.email,
    userDisplayName: me.name,
    challenge: makeChallenge(passkeyKey, `add:${me.id}`, ctx.now()),
    attestationType: 'none',
    excludeCredentials: known.map(({ credentialId }) => ({ id: credentialId.toString('base64url') })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
}

interface NewPasskey {
  name: string
  /** As the browser gave it. */
  response: Record<string, unknown>
}

/** Adds a passkey by which one signs in from now on, without a password or a code. */
export async function addPasskey(
  ctx: Context,
  { name, response }: NewPasskey,
  { passkeyKey, relyingParty }: { passkeyKey: Buffer; relyingParty: RelyingParty },
): Promise<PasskeyRow> {
  const me = await getMe(ctx)
  const challenge = challengeIn(response)
  const end = endOfChallenge(passkeyKey, `add:${me.id}`, { text: challenge, at: ctx.now() })
  const credential = end === null ? null : await verified(response, challenge, relyingParty)
  if (end === null || credential === null) throw wrongPasskey()
  const passkey: PasskeyRow = {
    id: ctx.newId(),
    userId: me.id,
    credentialId: Buffer.from(credential.id, 'base64url'),
    publicKey: Buffer.from(credential.publicKey),
    counter: credential.counter,
    transports: credential.transports ?? [],
    name: requireName(name),
    createdAt: ctx.now(),
    lastUsedAt: null,
  }
  try {
    await ctx.store.transaction(async (tx) => {
      if (!(await takeChallenge(tx, challenge, end))) throw wrongPasskey()
      if ((await tx.passkeys.list(me.id)).length >= most) throw new Refusal('conflict', `You have ${most} passkeys; remove one first`)
      await tx.passkeys.create(passkey)
      await recordAudit(ctx, tx, { action: 'passkey.add', target: { kind: 'user', id: me.id }, after: { name: passkey.name } })
    })
  } catch (error) {
    if (error instanceof DuplicateError) throw new Refusal('already_done', 'This passkey is in use already')
    throw error
  }
  return passkey
}

/** The new credential, or null where anything about it isn't right; the library says so by throwing. */
async function verified(response: Record<string, unknown>, challenge: string, { id, origin }: RelyingParty) {
  const { verifyRegistrationResponse } = await import('@simplewebauthn/server')
  try {
    const { registrationInfo } = await verifyRegistrationResponse({
      response: response as unknown as RegistrationResponseJSON,
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: id,
      requireUserVerification: true,
    })
    return registrationInfo?.credential ?? null
  } catch {
    return null
  }
}

function wrongPasskey(): Refusal {
  const message = 'This passkey could not be verified; begin again'
  return new Refusal('invalid_value', message, { issues: [{ path: '/response', code: 'wrong_passkey', message }] })
}
