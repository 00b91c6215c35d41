import { withParts } from './made-when-asked.ts'
import type { OpenStore, Store, Transaction } from './store.ts'
import type { OpenConnection } from './transactions.ts'
import { translateError } from './translate-error.ts'
import { underPresentModel } from './under-present-model.ts'

interface Inside {
  outside: Store
  /** What is asked of them beside the parts fails outside of these, where nobody else translates: theirs are translated errors. */
  tables: Omit<Transaction, 'nested'>
  nested: Transaction['nested']
}

/** A store inside of a transaction: its own transactions are parts of that one, and what they refuse is taken back alone. */
export function openStore(connection: OpenConnection, { outside, tables, nested }: Inside): OpenStore {
  const transaction: Store['transaction'] = (run) => underPresentModel(tables, () => nested(run)).catch(rethrow)
  return {
    store: withParts(withParts(outside, tables), { transaction }),
    tx: withParts(tables, { nested }),
    commit: () => connection.commit().catch(rethrow),
    rollback: () => connection.rollback().catch(rethrow),
  }
}

function rethrow(error: unknown): never {
  throw translateError(error)
}
