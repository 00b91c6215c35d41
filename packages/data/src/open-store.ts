import type { OpenStore, Store, Transaction } from './store.ts'
import type { OpenConnection } from './transactions.ts'
import { translateError } from './translate-error.ts'

/** A store inside of a transaction: its own transactions are parts of that one, and what they refuse is taken back alone. */
export function openStore(connection: OpenConnection, outside: Store, tx: Transaction): OpenStore {
  return {
    store: { ...outside, transaction: (run) => tx.nested(run).catch(rethrow) },
    tx,
    commit: () => connection.commit().catch(rethrow),
    rollback: () => connection.rollback().catch(rethrow),
  }
}

function rethrow(error: unknown): never {
  throw translateError(error)
}
