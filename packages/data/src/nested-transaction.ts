import { withParts } from './made-when-asked.ts'
import type { Transaction } from './store.ts'
import type { OpenConnection } from './transactions.ts'

/** A transaction in which parts can fail for themselves: each goes back to where it began. One part at a time. */
export function withNesting(connection: Pick<OpenConnection, 'part'>, tables: Omit<Transaction, 'nested'>): Transaction {
  const nested: Transaction['nested'] = (run) => connection.part(() => run(tx))
  const tx: Transaction = withParts(tables, { nested })
  return tx
}
