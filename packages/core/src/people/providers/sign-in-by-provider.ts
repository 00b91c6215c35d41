import type { IdentityProviderRow } from '@verso/data'
import type { Context } from '../../context.ts'
import { recordAudit } from '../../record-audit.ts'
import { Refusal } from '../../refusal.ts'
import { useCode } from '../factor/use-code.ts'
import { codeNeeded, openSession, type SignedIn } from '../open-session.ts'
import { accountOf } from './account-of.ts'
import { type BegunSignIn, endOfBegun, openBegun, sealBegun } from './begun-sign-in.ts'
import { type ProviderWays, redeem, wayIn, wayToProvider } from './way-to-provider.ts'

/** The providers that one may sign in by, for the sign-in page. */
export async function listWaysIn({ store }: Context): Promise<{ name: string; label: string }[]> {
  return (await store.identities.providers()).filter(({ enabled }) => enabled).map(({ name, label }) => ({ name, label }))
}

export interface BegunWay {
  /** The provider's page, where the browser goes next. */
  url: string
  /** For the browser to keep meanwhile. */
  kept: string
  endsAt: Date
}

/** Begins a sign-in by a provider: with PKCE, and a state and a nonce of its own. */
export async function beginProviderSignIn(ctx: Context, name: string, ways: ProviderWays): Promise<BegunWay> {
  const provider = await wayIn(ctx, name)
  const { url, secrets } = await wayToProvider(ctx, provider, ways)
  const endsAt = endOfBegun(ctx.now())
  return { url, kept: sealBegun(ways.guard.providerKey, { step: 'sent', provider: name, ...secrets, endsAt: endsAt.getTime() }), endsAt }
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
  const provider = await wayIn(ctx, name)
  const attempt = guard.providers(ctx.address)
  await attempt.begin()
  const begun = openBegun(guard.providerKey, wish.kept, { provider: name, now: ctx.now() })
  if (begun === null || begun.step === 'linking')
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
  await attempt.succeed()
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
    return await accountOf(ctx, { provider, claims: await redeem({ ...vouched, secrets: vouched.begun }) })
  } catch (error) {
    if (error instanceof Refusal) throw await refused(ctx, provider, error)
    throw error
  }
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
