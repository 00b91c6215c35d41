import pg from 'pg'

/** Resolves when some transaction of the database waits for a lock, or when `done` has settled: a wait that never comes is then seen by what `done` gave. */
export async function untilWaiting(connectionString: string, done: Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  let isSettled = false
  const settled = () => {
    isSettled = true
  }
  done.then(settled, settled)
  while (!isSettled) {
    const { rowCount } = await client.query(`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`)
    if (rowCount !== null && rowCount > 0) break
  }
  await client.end()
}
