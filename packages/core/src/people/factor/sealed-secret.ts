import { seal, unseal } from '../../secrets.ts'

/** The secret of somebody's app as it is kept: encrypted, and bound to whose it is. */
export function sealSecret(key: Buffer, secret: string, userId: string): Buffer {
  return seal(key, Buffer.from(secret, 'utf8'), Buffer.from(userId, 'utf8'))
}

export function openSecret(key: Buffer, sealed: Buffer, userId: string): string {
  return unseal(key, sealed, Buffer.from(userId, 'utf8')).toString('utf8')
}
