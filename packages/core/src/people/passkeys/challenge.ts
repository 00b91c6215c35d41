import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Transaction } from '@verso/data'
import { hashSecretText } from '../../secrets.ts'

const lifetimeMs = 5 * 60_000
const timeBytes = 8
const randomLength = 16
const signatureBytes = 32

/** What a challenge is for: signing in, or adding a passkey to the account of a person. */
export type ChallengeUse = 'sign-in' | `add:${string}`

/** A fresh challenge: until when it is good and 128 random bits, signed. Nothing is kept of it before it is answered. */
export function makeChallenge(key: Buffer, use: ChallengeUse, at: Date): Uint8Array<ArrayBuffer> {
  const time = Buffer.alloc(timeBytes)
  time.writeBigUInt64BE(BigInt(at.getTime() + lifetimeMs))
  const said = Buffer.concat([time, randomBytes(randomLength)])
  return new Uint8Array(Buffer.concat([said, signatureOf(key, use, said)]))
}

/** Until when an answered challenge (base64url) is good; null where it wasn't made here for this use, or is over. */
export function endOfChallenge(key: Buffer, use: ChallengeUse, { text, at }: { text: string; at: Date }): Date | null {
  const bytes = Buffer.from(text, 'base64url')
  if (bytes.length !== timeBytes + randomLength + signatureBytes) return null
  const said = bytes.subarray(0, timeBytes + randomLength)
  if (!timingSafeEqual(bytes.subarray(timeBytes + randomLength), signatureOf(key, use, said))) return null
  const end = new Date(Number(said.readBigUInt64BE()))
  return end > at ? end : null
}

/** Uses a challenge up, so that an answer that was overheard is good for nothing; false where it was answered before. */
export function takeChallenge(tx: Transaction, text: string, end: Date): Promise<boolean> {
  return tx.passkeys.takeChallenge(hashSecretText(text), end)
}

function signatureOf(key: Buffer, use: ChallengeUse, said: Buffer): Buffer {
  return createHmac('sha256', key).update(use).update('\n').update(said).digest()
}
