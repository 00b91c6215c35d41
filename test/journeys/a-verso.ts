import path from 'node:path'
import type { Test } from 'tap'
import { testDatabase } from '../support/database.ts'
import { runVerso } from '../support/run-verso.ts'
import { tempFolder } from '../support/temp-folder.ts'

export const owner = { email: 'ada@example.org', password: 'otters juggle lanterns' }

export interface RunningHouse {
  url: string
  /** Where the first owner is made; empty when `isSetUp`. */
  setupLink: string
  /** The first line that the server says which begins so, and everything after it so far. */
  saysAfter: (start: string) => Promise<string>
}

/**
 * The real server in a process of its own, as somebody who just installed it has it; with `isSetUp` the owner exists. Nothing is planted in it:
 * what stands on a screen is looked at whole.
 */
export async function aVerso(
  t: Test,
  { isSetUp, variables = {} }: { isSetUp: boolean; variables?: Record<string, string> },
): Promise<RunningHouse> {
  const verso = runVerso(t, ['start'], {
    DATABASE_URL: await testDatabase(t, { isBare: true }),
    VERSO_DATA_DIR: path.join(tempFolder(t), 'data'),
    VERSO_PORT: '0',
    ...variables,
    ...(isSetUp ? { VERSO_OWNER_EMAIL: owner.email, VERSO_OWNER_PASSWORD: owner.password } : {}),
  })
  const setupLink = isSetUp ? '' : (await verso.line('SETUP ')).slice('SETUP '.length)
  const saysAfter = async (start: string) => {
    const line = await verso.line(start)
    return verso.said().slice(verso.said().indexOf(line))
  }
  return { url: await verso.ready(), setupLink, saysAfter }
}
