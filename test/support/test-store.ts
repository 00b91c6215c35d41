import { createStore, type Store } from '@verso/data'
import type { Test } from 'tap'
import { testDatabase } from './database.ts'

/** The store of a migrated database of this test's own. */
export async function testStore(t: Test): Promise<Store> {
  const store = await createStore({ connectionString: await testDatabase(t), connectTimeoutMs: 20_000 })
  t.teardown(() => store.close())
  return store
}
