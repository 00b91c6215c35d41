import { createStore, type Store } from '@verso/data'
import type { Test } from 'tap'
import { asServer, testDatabase } from './database.ts'

const databases = new WeakMap<Store, string>()

/** The database of a store that a test has opened, as its owner, for what needs connections of its own. */
export function databaseOf(store: Store): string {
  const connectionString = databases.get(store)
  if (connectionString === undefined) throw new Error('This store was not opened by testStore or storeOn')
  return connectionString
}

/** The store of a migrated database of this test's own. */
export async function testStore(t: Test, options?: { isBare?: boolean }): Promise<Store> {
  return storeOn(t, await testDatabase(t, options))
}

/** A store on a database that the test looks into by itself too. */
export async function storeOn(t: Test, connectionString: string): Promise<Store> {
  const store = await createStore({
    connectionString: asServer(connectionString),
    ownersConnectionString: connectionString,
    connectTimeoutMs: 20_000,
  })
  databases.set(store, connectionString)
  t.teardown(() => store.close())
  return store
}
