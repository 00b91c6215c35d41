import type { Prisma } from './generated/client.ts'
import type { MakeRowTests } from './row-tests.ts'

/**
 * What a table works on: the pool outside of a transaction, the transaction's one connection inside. Prisma does ordinary
 * table work; `query` runs SQL for what Prisma can't say and for the reads that must be fast. Both give `timestamptz` as
 * Date, `int8` as bigint and JSON parsed; other types that they would give differently (numeric, bytea) aren't selected by `query`.
 */
export interface Connection {
  prisma: Prisma.TransactionClient
  query: <Row>(text: string, values: readonly unknown[]) => Promise<Row[]>
  /**
   * For a statement whose rows nobody needs: inside a transaction it is sent, in its turn, and not waited for. If it fails, so do those
   * behind it and the commit, with its error.
   */
  post: (text: string, values: readonly unknown[]) => Promise<void>
  /**
   * For a condition that the database itself keeps, being found out to say more than that it was refused: inside a transaction nobody waits
   * for it, and its error is told in place of the database's.
   */
  require: (condition: Promise<unknown>) => Promise<void>
  /** How often a part of the transaction was taken back: what was locked or written before may be neither any more. */
  takenBack: () => number
  /** Of what entries are to tell whether they meet it. */
  tests?: MakeRowTests | undefined
  /** Tells this process of a new `seq` as soon as it is committed, so that nothing here is older than what was acknowledged here. */
  tellSeq: (taken: { seq: bigint } | Promise<{ seq: bigint }>) => void
}
