import type { Configuration } from 'openid-client'
import type { ProviderPolicy } from '@verso/data'

/** What a provider says of somebody, as far as it matters here. */
export interface Claims {
  issuer: string
  subject: string
  email: string | null
  isEmailVerified: boolean
  name: string | null
  /** Null where the provider was not asked, or named none. */
  groups: string[] | null
}

interface Returned {
  /** The address to which the browser came back, with what the provider added. */
  url: URL
  state: string
  nonce: string
  verifier: string
}

/** Redeems what a browser brought back; throws where anything isn't as it was begun: state, issuer, nonce, audience, times, signature. */
export async function claimsOf(config: Configuration, { url, state, nonce, verifier }: Returned, policy: ProviderPolicy): Promise<Claims> {
  const { authorizationCodeGrant, fetchUserInfo } = await import('openid-client')
  const tokens = await authorizationCodeGrant(config, url, {
    pkceCodeVerifier: verifier,
    expectedState: state,
    expectedNonce: nonce,
    idTokenExpected: true,
  })
  const token = tokens.claims()
  if (token === undefined) throw new Error('The provider gave no ID token')
  const isAllSaid = token.email !== undefined && (policy.rolesClaim === null || claimAt(token, policy.rolesClaim) !== undefined)
  const hasMore = !isAllSaid && config.serverMetadata().userinfo_endpoint !== undefined
  const more = hasMore ? await fetchUserInfo(config, tokens.access_token, token.sub) : {}
  const said: Record<string, unknown> = { ...more, ...token }
  return {
    issuer: token.iss,
    subject: token.sub,
    email: textOf(said.email),
    isEmailVerified: said.email_verified === true,
    name: textOf(said.name) ?? textOf(said.preferred_username),
    groups: policy.rolesClaim === null ? null : groupsOf(claimAt(said, policy.rolesClaim)),
  }
}

/** A claim by its name, which may hold points itself, or by a path of names. */
function claimAt(claims: Record<string, unknown>, path: string): unknown {
  if (Object.hasOwn(claims, path)) return claims[path]
  return path
    .split('.')
    .reduce<unknown>(
      (value, name) =>
        typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined,
      claims,
    )
}

function groupsOf(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string')
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}
