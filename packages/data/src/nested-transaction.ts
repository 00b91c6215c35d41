import type { Transaction } from './store.ts'
import type { OpenConnection } from './transactions.ts'

/** A transaction in which parts can fail for themselves: each goes back to where it began. One part at a time. */
export function withNesting(connection: Pick<OpenConnection, 'part'>, tables: Omit<Transaction, 'nested'>): Transaction {
  const tx: Transaction = { ...tables, nested: (run) => connection.part(() => run(tx)) }
  return tx
}
