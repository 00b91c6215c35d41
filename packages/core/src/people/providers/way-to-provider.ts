import type { IdentityProviderRow } from '@verso/data'
import type { Context } from '../../context.ts'
import { Refusal } from '../../refusal.ts'
import type { Guard } from '../guard.ts'
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

/** What only who began knows, by which the answer of a provider is told to be one to that. */
export interface WaySecrets {
  state: string
  nonce: string
  verifier: string
}

/** Where a provider sends people back to. */
export function returnAddress(origin: string, provider: string): string {
  return `${origin}/admin/sign-in/${provider}`
}

/** A provider that one may come by at the moment. */
export async function wayIn({ store }: Context, name: string): Promise<IdentityProviderRow> {
  const provider = await store.identities.findProvider(name)
  if (provider?.enabled !== true) throw unknownProvider()
  return provider
}

/** The provider's page, where the browser goes next: with PKCE, and a state and a nonce of its own. */
export async function wayToProvider(
  ctx: Context,
  provider: IdentityProviderRow,
  { guard, ask, origin }: ProviderWays,
): Promise<{ url: string; secrets: WaySecrets }> {
  const attempt = guard.providers(ctx.address)
  await attempt.begin()
  const config = await openProvider(provider, guard, ask)
  await attempt.succeed()
  const client = await import('openid-client')
  const [state, nonce, verifier] = [client.randomState(), client.randomNonce(), client.randomPKCECodeVerifier()]
  const url = client.buildAuthorizationUrl(config, {
    redirect_uri: returnAddress(origin, provider.name),
    scope: provider.policy.scopes.join(' '),
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
  })
  return { url: url.href, secrets: { state, nonce, verifier } }
}

interface Returning {
  provider: IdentityProviderRow
  secrets: WaySecrets
  /** What the provider added to the address. */
  query: string
  ways: ProviderWays
}

/** What the provider says of whoever came back, or one refusal for all that isn't as it was begun. */
export async function redeem({ provider, secrets, query, ways: { guard, ask, origin } }: Returning): Promise<Claims> {
  const config = await openProvider(provider, guard, ask)
  const url = new URL(returnAddress(origin, provider.name))
  url.search = query
  try {
    return await claimsOf(config, { url, ...secrets }, provider.policy)
  } catch (error) {
    throw new Refusal('invalid_credentials', `${provider.label} did not sign you in, or its answer is not right`, {
      facts: { reason: reasonOf(error) },
    })
  }
}
