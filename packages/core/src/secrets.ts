import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto'
import type { Store } from '@verso/data'

/** What the master secret is used for; each purpose has a key of its own, so that none says anything of another. */
export type KeyPurpose =
  | 'access-token'
  | 'check'
  | 'kept-answers'
  | 'preview-links'
  | 'second-factors'
  | 'passkeys'
  | 'database-role'
  | 'file-addresses'
  | 'identity-providers'
  | 'webhooks'

const keyBytes = 32
const checkName = 'secret.check'

/** The key for a purpose (HKDF-SHA-256), 32 bytes. */
export function deriveKey(secret: Buffer, purpose: KeyPurpose): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', `verso:${purpose}`, keyBytes))
}

/** Whether a master secret is the one that this database was first started with; on a fresh one it becomes that. */
export async function secretFitsDatabase(store: Store, secret: Buffer): Promise<boolean> {
  const check = deriveKey(secret, 'check').toString('base64url')
  return (await store.settings.putFirst(checkName, check)) === check
}

/** A secret that can't be guessed: 256 bits, fit for addresses and headers. */
export function makeSecretText(): string {
  return randomBytes(keyBytes).toString('base64url')
}

/** What is kept of such a secret. It has enough entropy for a plain hash. */
export function hashSecretText(text: string): Buffer {
  return createHash('sha256').update(text, 'utf8').digest()
}

const sealing = 'aes-256-gcm'
const nonceBytes = 12
const tagBytes = 16

/** Encrypts bytes for being kept; `label` is what they belong to, so that they can't be put in another's place. */
export function seal(key: Buffer, bytes: Buffer, label: Buffer): Buffer {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv(sealing, key, nonce).setAAD(label)
  const sealed = Buffer.concat([cipher.update(bytes), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed])
}

/** The bytes that were sealed; throws when they, the key or the label are others. */
export function unseal(key: Buffer, sealed: Buffer, label: Buffer): Buffer {
  const tag = sealed.subarray(nonceBytes, nonceBytes + tagBytes)
  const decipher = createDecipheriv(sealing, key, sealed.subarray(0, nonceBytes)).setAAD(label).setAuthTag(tag)
  return Buffer.concat([decipher.update(sealed.subarray(nonceBytes + tagBytes)), decipher.final()])
}
