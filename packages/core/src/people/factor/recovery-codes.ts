import { randomBytes } from 'node:crypto'
import type { Transaction } from '@verso/data'
import { hashSecretText } from '../../secrets.ts'

const count = 10
const length = 16
// Without what is mistaken for something else on paper; 32 of them, so that each stands for five bits.
const letters = '23456789abcdefghijkmnpqrstuvwxyz'

/** Gives somebody fresh recovery codes in place of their older ones: 80 bits each, for paper. Only hashes are kept. */
export async function giveRecoveryCodes(tx: Transaction, userId: string): Promise<string[]> {
  const codes = Array.from({ length: count }, makeCode)
  await tx.secondFactors.putRecoveryCodes(userId, codes.map(hashOf))
  return codes
}

/** Uses up a recovery code, however it was typed; false for one that isn't. */
export async function takeRecoveryCode(tx: Transaction, userId: string, text: string): Promise<boolean> {
  const code = plainOf(text)
  return code.length === length && tx.secondFactors.takeRecoveryCode(userId, hashOf(code))
}

function makeCode(): string {
  const plain = [...randomBytes(length)].map((byte) => letters[byte % letters.length]).join('')
  return plain.match(/.{4}/g)?.join('-') ?? plain
}

function hashOf(code: string): Buffer {
  return hashSecretText(plainOf(code))
}

function plainOf(text: string): string {
  return text.toLowerCase().replace(/[\s-]/g, '')
}
