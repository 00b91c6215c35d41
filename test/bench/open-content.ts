import { once } from 'node:events'
import pg from 'pg'
import type { keptDatabase } from '../support/kept-database.ts'
import type { ServerName } from './content-cells.ts'
import { type ContentLoad, contentLoad, type LoadOptions } from './content-load.ts'
import { forkBuilt } from './fork-built.ts'

type Kept = Awaited<ReturnType<typeof keptDatabase>>

/** Content with servers before it, in a process of their own. */
export interface OpenContent {
  load: ContentLoad
  database: string
  close: () => Promise<void>
}

export async function openContent(
  kept: Kept,
  options: Pick<LoadOptions, 'entries' | 'rounds' | 'seconds' | 'isByHand'>,
): Promise<OpenContent> {
  const database = kept.connectionString
  const sql = new pg.Client({ connectionString: database })
  await sql.connect()
  const { rows } = await sql.query<{ pid: number }>('select pg_backend_pid() as pid')
  const servers = forkBuilt(new URL('./content-servers.ts', import.meta.url), [database])
  const [urls] = (await once(servers, 'message')) as [Record<ServerName, string>]
  return {
    load: contentLoad({ servers, urls, backendPid: rows[0]?.pid ?? 0, ...options }),
    database,
    async close() {
      servers.disconnect()
      await once(servers, 'exit')
      await sql.end()
      await kept.stop()
    },
  }
}
