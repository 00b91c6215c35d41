import type { IdentityProviderRow } from '@verso/data'
import type { Context } from '../../context.ts'
import { recordAudit } from '../../record-audit.ts'
import { Refusal } from '../../refusal.ts'
import { useCode } from '../factor/use-code.ts'
import type { Guard } from '../guard.ts'
import { codeNeeded, openSession, type SignedIn } from '../open-session.ts'
import { accountOf } from './account-of.ts'
import { type BegunSignIn, endOfBegun, openBegun, sealBegun } from './begun-sign-in.ts'
import { type Claims, claimsOf } from './claims-of.ts'
import { type AskProvider, openProvider, reasonOf } from './open-provider.ts'
import { unknownProvider } from './provider-rights.ts'

/** How this house is known to providers, and how it asks them. */
export interface ProviderWays {
  guard: Guard
  ask: AskProvider
  /** Where people reach the admin UI, by configuration alone. */
  origin: string
}

/** The providers that one may sign in by, for the sign-in page. */
export async function listWaysIn({ store }: Context): Promise<{ name: string; label: string }[]> {
  return (await store.identities.providers()).filter(({ enabled }) => enabled).map(({ name, label }) => ({ name, label }))
}

/** Where a provider sends people back to. */
export function returnAddress(origin: string, provider: string): string {
  return `${origin}/admin/sign-in/${provider}`
}

export interface BegunWay {
  /** The provider's page, where the browser goes next. */
  url: string
  /** For the browser to keep meanwhile. */
  kept: string
  endsAt: Date
}

/** Begins a sign-in by a provider: with PKCE, and a state and a nonce of its own. */
export async function beginProviderSignIn(ctx: Context, name: string, { guard, ask, origin }: ProviderWays): Promise<BegunWay> {
  const provider = await waysIn(ctx, name)
  const attempt = guard.providers(ctx.address)
  attempt.begin()
  const config = await openProvider(provider, guard, ask)
  attempt.succeed()
  const client = await import('openid-client')
  const [state, nonce, verifier] = [client.randomState(), client.randomNonce(), client.randomPKCECodeVerifier()]
  const url = client.buildAuthorizationUrl(config, {
    redirect_uri: returnAddress(origin, name),
    scope: provider.policy.scopes.join(' '),
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
  })
  const endsAt = endOfBegun(ctx.now())
  const begun: BegunSignIn = { step: 'sent', provider: name, state, nonce, verifier, endsAt: endsAt.getTime() }
  return { url: url.href, kept: sealBegun(guard.providerKey, begun), endsAt }
}

export interface ReturnedWish {
  /** What the browser kept. */
  kept: string | null
  /** What the provider added to the address. */
  query: string
  /** A code of the second factor, once one was asked for. */
  otp?: string | undefined
  device: string | null
}

/** Either a session, or what to keep until the code of the second factor is there as well. */
export type Returned = { signedIn: SignedIn } | { kept: string; endsAt: Date; refusal: Refusal }

/** Finishes a sign-in by a provider. Whatever isn't as it was begun is one answer, and a row of the audit. */
export async function finishProviderSignIn(
  ctx: Context,
  name: string,
  { wish, ways }: { wish: ReturnedWish; ways: ProviderWays },
): Promise<Returned> {
  const { guard } = ways
  const provider = await waysIn(ctx, name)
  const attempt = guard.providers(ctx.address)
  attempt.begin()
  const begun = openBegun(guard.providerKey, wish.kept, { provider: name, now: ctx.now() })
  if (begun === null)
    throw new Refusal('code_used_or_expired', 'This sign-in has taken too long, or was begun in another browser; begin again')
  const user =
    begun.step === 'vouched'
      ? await ctx.store.users.find(begun.userId)
      : await vouchedFor(ctx, { provider, begun, query: wish.query, ways })
  if (user === null) throw await refused(ctx, provider, new Refusal('invalid_credentials', 'There is no such account any more'))
  const isDone =
    !user.hasSecondFactor ||
    provider.policy.asksForFactor ||
    (wish.otp !== undefined && (await useCode(ctx, { user, code: wish.otp }, guard)))
  if (!isDone) {
    const endsAt = endOfBegun(ctx.now())
    const kept = sealBegun(guard.providerKey, { step: 'vouched', provider: name, userId: user.id, endsAt: endsAt.getTime() })
    return { kept, endsAt, refusal: await refused(ctx, provider, wish.otp === undefined ? codeNeeded() : wrongCode()) }
  }
  attempt.succeed()
  const isStrong = provider.policy.asksForFactor
  return { signedIn: await openSession(ctx, { user, hasProvedFactor: true, isStrong, provider: name, device: wish.device }) }
}

interface Vouched {
  provider: IdentityProviderRow
  begun: BegunSignIn & { step: 'sent' }
  query: string
  ways: ProviderWays
}

async function vouchedFor(ctx: Context, vouched: Vouched) {
  const { provider } = vouched
  try {
    return await accountOf(ctx, { provider, claims: await redeem(vouched) })
  } catch (error) {
    if (error instanceof Refusal) throw await refused(ctx, provider, error)
    throw error
  }
}

async function redeem({ provider, begun, query, ways: { guard, ask, origin } }: Vouched): Promise<Claims> {
  const config = await openProvider(provider, guard, ask)
  const url = new URL(returnAddress(origin, provider.name))
  url.search = query
  try {
    return await claimsOf(config, { url, ...begun }, provider.policy)
  } catch (error) {
    throw new Refusal('invalid_credentials', `${provider.label} did not sign you in, or its answer is not right`, {
      facts: { reason: reasonOf(error) },
    })
  }
}

async function waysIn({ store }: Context, name: string): Promise<IdentityProviderRow> {
  const provider = await store.identities.findProvider(name)
  if (provider?.enabled !== true) throw unknownProvider()
  return provider
}

async function refused(ctx: Context, { name }: IdentityProviderRow, refusal: Refusal): Promise<Refusal> {
  const reason = refusal.issues.length > 0 ? 'wrong_code' : refusal.code
  const target = { kind: 'identity_provider', id: name }
  const after = { reason, ...(typeof refusal.facts.reason === 'string' ? { detail: refusal.facts.reason } : {}) }
  await recordAudit(ctx, ctx.store, { action: 'session.create', target, after, outcome: 'refused' })
  const { reason: _, ...facts } = refusal.facts
  return new Refusal(refusal.code, refusal.message, { issues: refusal.issues, facts })
}

function wrongCode(): Refusal {
  const message = 'This code is wrong, or it was used already'
  return new Refusal('invalid_credentials', message, { issues: [{ path: '/otp', code: 'wrong_code', message }] })
}
