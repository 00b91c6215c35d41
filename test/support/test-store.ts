import { createStore, type Store } from '@verso/data'
import type { Test } from 'tap'
import { testDatabase } from './database.ts'

/** The store of a migrated database of this test's own. */
export async function testStore(t: Test): Promise<Store> {
  return storeOn(t, await testDatabase(t))
}

/** A store on a database that the test looks into by itself too. */
export async function storeOn(t: Test, connectionString: string): Promise<Store> {
  const store = await createStore({ connectionString, connectTimeoutMs: 20_000 })
  t.teardown(() => store.close())
  return store
}
