import type { IdentityProviderRow } from '@verso/data'
import type { Configuration, CustomFetch } from 'openid-client'
import { Refusal } from '../../refusal.ts'
import type { Guard } from '../guard.ts'
import { openProviderSecret } from './provider-secret.ts'

/** What asks a provider, on the guarded way out. */
export type AskProvider = CustomFetch

/**
 * A provider as it describes itself at this moment, which has to be under the issuer that was written down. Asked for each sign-in, so that
 * a key that it has changed is known at once. Signatures are checked, though TLS alone would do.
 */
export async function openProvider(provider: IdentityProviderRow, { providerKey }: Guard, ask: AskProvider): Promise<Configuration> {
  // Only who signs in by a provider needs it.
  const client = await import('openid-client')
  const { issuer, clientId, clientSecret, name } = provider
  const secret = clientSecret === null ? null : openProviderSecret(providerKey, clientSecret, name)
  const execute = [client.enableNonRepudiationChecks, ...(issuer.startsWith('http:') ? [client.allowInsecureRequests] : [])]
  try {
    const found = await client.discovery(new URL(issuer), clientId, undefined, client.None(), { execute, [client.customFetch]: ask })
    const methods = found.serverMetadata().token_endpoint_auth_methods_supported ?? ['client_secret_basic']
    const proof = methods.includes('client_secret_basic') ? client.ClientSecretBasic : client.ClientSecretPost
    const config = new client.Configuration(found.serverMetadata(), clientId, {}, secret === null ? client.None() : proof(secret))
    config[client.customFetch] = ask
    for (const enable of execute) enable(config)
    return config
  } catch (error) {
    throw new Refusal('fetch_failed', `${provider.label} can not be asked at the moment, or is not what it was`, {
      facts: { reason: reasonOf(error) },
    })
  }
}

/** What the library says is wrong, in one of its own words; nothing of an answer. */
export function reasonOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
}
