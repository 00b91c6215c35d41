import pg from 'pg'

/** First number of the advisory locks that say which senders of webhooks are alive; the second is made from the sender's id. */
export const senderLockClass = 8_377_606

/**
 * Says that a sender lives, for as long as a connection of its own does: PostgreSQL knows at once when that is gone, also of a process that was killed.
 * `onLost` hears that it isn't known any more. Returns the way to end it.
 */
export async function holdLife(connectionString: string, id: string, onLost: () => void): Promise<() => Promise<void>> {
  const client = new pg.Client({ connectionString, keepAlive: true, application_name: 'verso sender' })
  // An error is always followed by the end of the connection.
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query('select pg_advisory_lock_shared($1::int, hashtext($2))', [senderLockClass, id])
  } catch (error) {
    await client.end()
    throw error
  }
  client.on('end', onLost)
  return async () => {
    client.off('end', onLost)
    await client.end().catch(() => {})
  }
}
