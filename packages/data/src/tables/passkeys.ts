import type { Connection } from '../connection.ts'
import { bytes } from './bytes.ts'

export interface PasskeyRow {
  id: string
  userId: string
  credentialId: Buffer
  publicKey: Buffer
  counter: number
  transports: string[]
  name: string
  createdAt: Date
  lastUsedAt: Date | null
}

export interface Passkeys {
  list: (userId: string) => Promise<PasskeyRow[]>
  findByCredential: (credentialId: Buffer) => Promise<PasskeyRow | null>
}

export interface PasskeysInTransaction extends Passkeys {
  /** One that is known already throws `DuplicateError`. */
  create: (passkey: PasskeyRow) => Promise<void>
  /** False where that person has none by this id. */
  remove: (id: string, userId: string) => Promise<boolean>
  removeOfUser: (userId: string) => Promise<number>
  /** Notes a use; false where it is gone, or was used meanwhile with a counter as high. */
  use: (id: string, use: { counter: number; at: Date }) => Promise<boolean>
  /** Uses a challenge up; of two at once one is told that it was good. */
  takeChallenge: (hash: Buffer, expiresAt: Date) => Promise<boolean>
  forgetChallenges: (at: Date) => Promise<void>
}

/** Passkeys, and which of their challenges were answered. */
export function passkeysTable({ prisma, query }: Connection): PasskeysInTransaction {
  return {
    async list(userId) {
      return (await prisma.passkey.findMany({ where: { userId }, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] })).map(toRow)
    },
    async findByCredential(credentialId) {
      const row = await prisma.passkey.findUnique({ where: { credentialId: bytes(credentialId) } })
      return row === null ? null : toRow(row)
    },
    async create(passkey) {
      const { credentialId, publicKey } = passkey
      await prisma.passkey.create({
        data: { ...passkey, credentialId: bytes(credentialId), publicKey: bytes(publicKey) },
        select: { id: true },
      })
    },
    async remove(id, userId) {
      return (await prisma.passkey.deleteMany({ where: { id, userId } })).count === 1
    },
    async removeOfUser(userId) {
      return (await prisma.passkey.deleteMany({ where: { userId } })).count
    },
    async use(id, { counter, at }) {
      return (await query(use, [id, counter, at])).length > 0
    },
    async takeChallenge(hash, expiresAt) {
      return (await query(takeChallenge, [bytes(hash), expiresAt])).length > 0
    },
    async forgetChallenges(at) {
      await prisma.usedChallenge.deleteMany({ where: { expiresAt: { lte: at } } })
    },
  }
}

// Keys that are kept in several places at once don't count: theirs stays at nought.
const use = `
  update "Passkey" set counter = $2::integer, "lastUsedAt" = $3::timestamptz
  where id = $1::uuid and (counter < $2::integer or (counter = 0 and $2::integer = 0))
  returning 1`

const takeChallenge = `
  insert into "UsedChallenge" (hash, "expiresAt") values ($1::bytea, $2::timestamptz) on conflict do nothing returning 1`

function toRow<T extends { credentialId: Uint8Array; publicKey: Uint8Array }>(
  row: T,
): Omit<T, 'credentialId' | 'publicKey'> & { credentialId: Buffer; publicKey: Buffer } {
  return { ...row, credentialId: Buffer.from(row.credentialId), publicKey: Buffer.from(row.publicKey) }
}
