import path from 'node:path'
import { type Context, secretFitsDatabase } from '@verso/core'
import { createStore } from '@verso/data'
import { diskStore } from '@verso/media'
import { uuidv7 } from 'uuidv7'
import type { Config } from './config.ts'
import { openDataDir } from './data-dir.ts'
import { dataDirSecret } from './secret.ts'
import { StartError } from './start-error.ts'

export interface House {
  /** What verbs need, but for who asks. */
  base: Omit<Context, 'actor' | 'address' | 'requestId'>
  secret: Buffer
  close: () => Promise<void>
}

/** Store, files and secret of an installation whose database is migrated: what the server and every command work on. */
export async function openHouse(config: Config, connectionString: string): Promise<House> {
  openDataDir(config.dataDir)
  const secret = config.secret ?? dataDirSecret(config.dataDir)
  const store = await createStore({ connectionString })
  if (!(await secretFitsDatabase(store, secret))) {
    await store.close()
    throw new StartError(
      'This secret is not the one that the database was first started with. Give the right one as VERSO_SECRET, or put it back into the data folder.',
    )
  }
  return {
    base: {
      store,
      files: diskStore(path.join(config.dataDir, 'media')),
      now: () => new Date(),
      newId: uuidv7,
      model: () => store.models.current(),
    },
    secret,
    close: () => store.close(),
  }
}
