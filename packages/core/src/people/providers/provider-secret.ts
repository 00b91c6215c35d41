import { seal, unseal } from '../../secrets.ts'

/** The secret that Verso proves itself to a provider by, as it is kept: encrypted, and bound to whose it is. */
export function sealProviderSecret(key: Buffer, secret: string, providerName: string): Buffer {
  return seal(key, Buffer.from(secret, 'utf8'), labelOf(providerName))
}

export function openProviderSecret(key: Buffer, sealed: Buffer, providerName: string): string {
  return unseal(key, sealed, labelOf(providerName)).toString('utf8')
}

function labelOf(name: string): Buffer {
  return Buffer.from(`secret of ${name}`, 'utf8')
}
