import { deriveKey, secretFitsDatabase } from '@verso/core'
import { type AppRole, createStore, findAppRole, makeAppRole } from '@verso/data'
import type { DatabaseAddress } from './open-database.ts'

/**
 * The role that this installation works on the database as: the one that the configuration names beside an owner, or one that Verso makes
 * itself, whose password follows from the master secret, so that all processes know it and it is kept nowhere.
 */
export async function appRole({ connectionString, ownersConnectionString }: DatabaseAddress, secret: Buffer): Promise<AppRole> {
  if (ownersConnectionString !== connectionString) return { connectionString }
  const owner = { connectionString, password: deriveKey(secret, 'database-role').toString('base64url') }
  return (
    (await findAppRole(owner)) ?? ((await isRightSecret(connectionString, secret)) ? makeAppRole(owner) : { reason: 'the secret is wrong' })
  )
}

/** Who starts with the wrong secret must not shut out those who run with the right one. */
async function isRightSecret(connectionString: string, secret: Buffer): Promise<boolean> {
  const store = await createStore({ connectionString })
  try {
    return await secretFitsDatabase(store, secret)
  } finally {
    await store.close()
  }
}
