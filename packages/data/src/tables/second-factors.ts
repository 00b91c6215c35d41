import type { Connection } from '../connection.ts'
import { bytes } from './bytes.ts'

interface SecondFactorRow {
  /** Sealed by whoever keeps it. */
  secret: Buffer
  /** Null until a first code has shown that the app has the secret. */
  confirmedAt: Date | null
  recoveryCodesLeft: number
}

export interface SecondFactors {
  find: (userId: string) => Promise<SecondFactorRow | null>
}

export interface SecondFactorsInTransaction extends SecondFactors {
  /** Keeps a secret that is to be confirmed, in place of an older one; false where a confirmed one stands. */
  begin: (userId: string, secret: Buffer, at: Date) => Promise<boolean>
  /** False where this secret isn't the one to be confirmed any more. */
  confirm: (userId: string, secret: Buffer, at: Date) => Promise<boolean>
  /** Uses up the code of a step of time, and all older ones; false where it was used. */
  takeStep: (userId: string, step: bigint) => Promise<boolean>
  /** Uses up a recovery code; false where there is none like it. */
  takeRecoveryCode: (userId: string, hash: Buffer) => Promise<boolean>
  /** In place of those that there were. */
  putRecoveryCodes: (userId: string, hashes: Buffer[]) => Promise<void>
  /** False where there was none. */
  remove: (userId: string) => Promise<boolean>
}

/** Second factors. What can be used once is used up by one statement, so that of two at once one gets it. */
export function secondFactorsTable({ prisma, query }: Connection): SecondFactorsInTransaction {
  const isTouched = async (statement: string, values: unknown[]) => (await query(statement, values)).length > 0
  return {
    async find(userId) {
      const row = await prisma.secondFactor.findUnique({ where: { userId }, include: { _count: { select: { recoveryCodes: true } } } })
      if (row === null) return null
      return { secret: Buffer.from(row.secret), confirmedAt: row.confirmedAt, recoveryCodesLeft: row._count.recoveryCodes }
    },
    begin: (userId, secret, at) => isTouched(begin, [userId, bytes(secret), at]),
    confirm: (userId, secret, at) => isTouched(confirm, [userId, bytes(secret), at]),
    takeStep: (userId, step) => isTouched(takeStep, [userId, step]),
    takeRecoveryCode: (userId, hash) => isTouched(takeRecoveryCode, [userId, bytes(hash)]),
    async putRecoveryCodes(userId, hashes) {
      await prisma.recoveryCode.deleteMany({ where: { userId } })
      await prisma.recoveryCode.createMany({ data: hashes.map((hash) => ({ userId, hash: bytes(hash) })) })
    },
    remove: (userId) => isTouched(remove, [userId]),
  }
}

const begin = `
  insert into "SecondFactor" ("userId", secret, "createdAt") values ($1::uuid, $2::bytea, $3::timestamptz)
  on conflict ("userId") do update set secret = excluded.secret, "createdAt" = excluded."createdAt", "lastStep" = null
  where "SecondFactor"."confirmedAt" is null
  returning 1`

const confirm = `
  update "SecondFactor" set "confirmedAt" = $3::timestamptz
  where "userId" = $1::uuid and secret = $2::bytea and "confirmedAt" is null
  returning 1`

const takeStep = `
  update "SecondFactor" set "lastStep" = $2::int8 where "userId" = $1::uuid and coalesce("lastStep" < $2::int8, true) returning 1`

const takeRecoveryCode = `delete from "RecoveryCode" where "userId" = $1::uuid and hash = $2::bytea returning 1`

const remove = `delete from "SecondFactor" where "userId" = $1::uuid returning 1`
