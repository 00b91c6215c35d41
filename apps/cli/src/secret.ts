import { randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { readSecret } from './read-secret.ts'
import { StartError } from './start-error.ts'

/** The master secret of the data folder, which only the server's own user may read. The first start makes it. */
export function dataDirSecret(dataDir: string): Buffer {
  const file = path.join(dataDir, 'secret')
  try {
    // Fails when there is one: of two servers that start at once both read what the first has written.
    writeFileSync(file, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
  const secret = readSecret(readFileSync(file, 'utf8').trim())
  if (secret === null)
    throw new StartError(
      `${file} does not hold a secret that can be used. Put the right one back; a new one would end all sessions and does not fit this database.`,
    )
  return secret
}
