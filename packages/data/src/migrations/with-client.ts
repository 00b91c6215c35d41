import pg from 'pg'
import { UnusableDatabaseError } from './unusable-database-error.ts'

const oldestVersion = 15

/** One connection of its own for the length of `run`: a session lock lives as long as its connection. */
export async function withClient<T>(connectionString: string, run: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 10_000, keepAlive: true, application_name: 'verso migrate' })
  // A connection that breaks fails the statement that runs on it; unheard, the event would end the process.
  client.on('error', () => {})
  try {
    await client.connect()
  } catch (error) {
    throw new UnusableDatabaseError(`The database ${client.database} at ${client.host}:${client.port} can't be used: ${reasonOf(error)}.`, {
      cause: error,
    })
  }
  try {
    await requireVersion(client)
    return await run(client)
  } finally {
    await client.end()
  }
}

async function requireVersion(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ version: string }>(`select current_setting('server_version') as version`)
  const version = rows[0]?.version ?? ''
  if (Number.parseInt(version, 10) < oldestVersion)
    throw new UnusableDatabaseError(`This is PostgreSQL ${version}; Verso needs ${oldestVersion} or newer.`)
}

const reasons: Record<string, string> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'there is no machine of that name',
  EAI_AGAIN: 'the name of the machine could not be looked up',
  ETIMEDOUT: 'it does not answer',
  EHOSTUNREACH: 'there is no way to that machine',
  ENETUNREACH: 'there is no way to that machine',
  '28P01': 'the password is wrong',
  '28000': 'this user is not let in',
  '3D000': 'there is no such database; create it first',
  '53300': 'it has too many connections already',
  '57P03': 'it is still starting or stopping',
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  // Where a name has several addresses, each has failed for a reason of its own; the first one says enough.
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error
  const code = first instanceof Error && 'code' in first ? String(first.code) : ''
  const message = first instanceof Error && first.message !== '' ? first.message : code
  return reasons[code] ?? (message.startsWith('timeout') ? 'it does not answer' : message)
}
