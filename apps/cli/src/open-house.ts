import { type Context, secretFitsDatabase } from '@verso/core'
import { createStore } from '@verso/data'
import { uuidv7 } from 'uuidv7'
import { appRole } from './app-role.ts'
import type { Config } from './config.ts'
import { openDataDir } from './data-dir.ts'
import { fileStores } from './file-stores.ts'
import type { DatabaseAddress } from './open-database.ts'
import { dataDirSecret } from './secret.ts'
import { StartError } from './start-error.ts'

export interface House {
  /** What verbs need, but for who asks. */
  base: Omit<Context, 'actor' | 'address' | 'requestId'>
  secret: Buffer
  /** Where it works on the database: as a role of its own, where there may be one. */
  connectionString: string
  /** Null where it works on the database as a role that owns nothing there; otherwise why it doesn't. */
  roleFault: string | null
  /** Null where the database itself keeps rows of the audit from being changed; otherwise why it doesn't. */
  auditFault: string | null
  close: () => Promise<void>
}

/** Store, files and secret of an installation whose database is migrated: what the server and every command work on. */
export async function openHouse(config: Config, database: DatabaseAddress): Promise<House> {
  openDataDir(config.dataDir)
  const secret = config.secret ?? dataDirSecret(config.dataDir)
  const role = await appRole(database, secret)
  const { connectionString } = 'reason' in role ? database : role
  const store = await createStore({ connectionString, ownersConnectionString: database.ownersConnectionString })
  if (!(await secretFitsDatabase(store, secret))) {
    await store.close()
    throw new StartError(
      'This secret is not the one that the database was first started with. Give the right one as VERSO_SECRET, or put it back into the data folder.',
    )
  }
  return {
    base: {
      store,
      files: fileStores(config).used,
      now: () => new Date(),
      newId: uuidv7,
      model: () => store.models.current(),
    },
    secret,
    connectionString,
    roleFault: 'reason' in role ? role.reason : null,
    auditFault: (await store.auditChain.isInsertOnly()) ? null : 'reason' in role ? role.reason : 'the role of DATABASE_URL may change it',
    close: () => store.close(),
  }
}
