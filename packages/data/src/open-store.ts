import type { OpenStore, Store, Transaction } from './store.ts'
import { type OpenConnection, runToEnd } from './transactions.ts'
import { translateError } from './translate-error.ts'

/** A store inside of a transaction: its own transactions are parts of that one, and what they refuse is taken back alone. */
export function openStore(connection: OpenConnection, outside: Store, tables: Transaction): OpenStore {
  let points = 0

  async function part<T>(run: (tx: Transaction) => Promise<T>): Promise<T> {
    points += 1
    const point = `verso_${points}`
    const statement = async (text: string) => void (await connection.query(`${text} ${point}`, []))
    await statement('savepoint')
    const ends = { commit: () => statement('release savepoint'), rollback: () => statement('rollback to savepoint') }
    return runToEnd(ends, () => run(tables))
  }

  return {
    store: { ...outside, transaction: (run) => part(run).catch(rethrow) },
    tx: tables,
    commit: () => connection.commit().catch(rethrow),
    rollback: () => connection.rollback().catch(rethrow),
  }
}

function rethrow(error: unknown): never {
  throw translateError(error)
}
