import type { Connection } from '../connection.ts'
import { bytes } from './bytes.ts'

export interface OneTimeCodeRow {
  id: string
  purpose: 'setup'
  hash: Buffer
  failures: number
  expiresAt: Date
  usedAt: Date | null
}

export interface OneTimeCodes {
  /** Makes a code and voids the older ones of its purpose. */
  replace: (code: OneTimeCodeRow) => Promise<void>
}

export interface OneTimeCodesInTransaction extends OneTimeCodes {
  /** The code that is good now, locked until the transaction ends. */
  lock: (purpose: 'setup') => Promise<OneTimeCodeRow | null>
  update: (id: string, changes: { failures?: number; usedAt?: Date }) => Promise<void>
}

/** Codes that open a door once. There is at most one for each purpose. */
export function codesTable({ prisma, query }: Connection): OneTimeCodesInTransaction {
  return {
    async replace(code) {
      // One statement, so that it is whole outside of a transaction too.
      await query(replaceCode, [code.id, code.purpose, bytes(code.hash), code.failures, code.expiresAt, code.usedAt])
    },
    async lock(purpose) {
      const [locked] = await query<{ id: string }>('select id from "OneTimeCode" where purpose = $1 for update', [purpose])
      const row = locked === undefined ? null : await prisma.oneTimeCode.findUnique({ where: { id: locked.id } })
      return row === null ? null : { ...row, purpose, hash: Buffer.from(row.hash) }
    },
    async update(id, changes) {
      await prisma.oneTimeCode.update({ where: { id }, data: changes, select: { id: true } })
    },
  }
}

const replaceCode = `
  with voided as (delete from "OneTimeCode" where purpose = $2)
  insert into "OneTimeCode" (id, purpose, hash, failures, "expiresAt", "usedAt") values ($1::uuid, $2, $3::bytea, $4::int, $5::timestamptz, $6::timestamptz)`
