import type { Prisma } from './generated/client.ts'

/**
 * What a table works on: the pool outside of a transaction, the transaction's one connection inside. Prisma does ordinary
 * table work; `query` runs SQL for what Prisma can't say and for the reads that must be fast. Both give `timestamptz` as
 * Date, `int8` as bigint and JSON parsed; other types that they would give differently (numeric, bytea) aren't selected by `query`.
 */
export interface Connection {
  prisma: Prisma.TransactionClient
  query: <Row>(text: string, values: readonly unknown[]) => Promise<Row[]>
}
