import type { Connection } from '../connection.ts'

/** A kept answer. `id` is a hash of who asked, how, what for and with which key; `answer` is sealed. */
export interface IdempotencyKeyRow {
  id: Buffer
  bodyHash: Buffer
  answer: Buffer
  at: Date
}

export interface IdempotencyKeys {
  /** What is kept under an id, unless it is from before `since`. */
  find: (id: Buffer, since: Date) => Promise<IdempotencyKeyRow | null>
  /** Forgets what is from before a time; gives how many these were. */
  removeBefore: (time: Date) => Promise<number>
}

export interface IdempotencyKeysInTransaction extends IdempotencyKeys {
  /** Holds an id until the transaction ends; false, without waiting, when another holds it. */
  tryLock: (id: Buffer) => Promise<boolean>
  /** Keeps an answer, in place of one from before `since`. A younger one that is there is a fault: the lock was not held. */
  put: (row: IdempotencyKeyRow, since: Date) => Promise<void>
}

/** Answers to requests that may be repeated. A row is written in the transaction of the effect that it tells of. */
export function idempotencyKeysTable({ query }: Connection): IdempotencyKeysInTransaction {
  return {
    async find(id, since) {
      const [row] = await query<IdempotencyKeyRow>(
        'select id, "bodyHash", answer, at from "IdempotencyKey" where id = $1 and at > $2::timestamptz',
        [id, since],
      )
      return row ?? null
    },
    async removeBefore(time) {
      const [row] = await query<{ count: number }>(remove, [time])
      return row?.count ?? 0
    },
    async tryLock(id) {
      // The first 64 bits of a hash: two ids that share them only wait for one another.
      const [row] = await query<{ isHeld: boolean }>('select pg_try_advisory_xact_lock($1::bigint) as "isHeld"', [id.readBigInt64BE()])
      return row?.isHeld === true
    },
    async put({ id, bodyHash, answer, at }, since) {
      const written = await query(keep, [id, bodyHash, answer, at, since])
      if (written.length === 0) throw new Error('An answer was kept under this idempotency key meanwhile')
    },
  }
}

const keep = `
  insert into "IdempotencyKey" as kept (id, "bodyHash", answer, at) values ($1, $2, $3, $4::timestamptz)
  on conflict (id) do update set "bodyHash" = excluded."bodyHash", answer = excluded.answer, at = excluded.at where kept.at <= $5::timestamptz
  returning 1 as written`

const remove = `
  with removed as (delete from "IdempotencyKey" where at <= $1::timestamptz returning 1)
  select count(*)::int as count from removed`
