import type { Connection } from '../connection.ts'

/** As long as the longest transaction may take. */
const longMs = 30 * 60_000

/**
 * Lets the statements of this transaction take longer than those of requests: it goes through everything there is of something, and has to be
 * done whole. To be asked for by who holds the locks already, so that waiting for these ends as ever.
 */
export async function allowLongStatements({ query }: Pick<Connection, 'query'>): Promise<void> {
  await query("select set_config('statement_timeout', $1, true)", [String(longMs)])
}
