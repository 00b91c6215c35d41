import type pg from 'pg'
import type { Connection } from './connection.ts'
import type { PrismaSeats, Seat } from './prisma-seats.ts'

/** A transaction that is open on a connection of its own. It ends once: by `commit` or by `rollback`. */
export interface OpenConnection extends Connection {
  commit: () => Promise<void>
  rollback: () => Promise<void>
}

export interface TransactionParts {
  pool: pg.Pool
  seats: PrismaSeats
  nameOf: (text: string) => string | undefined
}

/** Begins a transaction (read committed). After `timeoutMs` it is rolled back, wherever it stands. */
export async function beginTransaction({ pool, seats, nameOf }: TransactionParts, timeoutMs: number): Promise<OpenConnection> {
  const held = await holdClient(pool, timeoutMs)
  let seat: Seat | null = null

  async function end(text: 'commit' | 'rollback'): Promise<void> {
    try {
      const { command } = await held.query({ text })
      // PostgreSQL answers so, without an error, where a statement failed before and nobody minded.
      if (text === 'commit' && command !== 'COMMIT') throw new Error('The transaction had failed before it was to be committed')
      held.release()
    } catch (error) {
      held.release(error)
      throw error
    } finally {
      seat?.leave()
    }
  }

  await held.query({ text: 'begin' }).catch((error: unknown) => {
    held.release(error)
    throw error
  })
  return {
    prisma: lazily(() => {
      seat ??= seats.take(held.client())
      return seat.prisma
    }),
    async query<Row>(text: string, values: readonly unknown[]) {
      const { rows } = await held.query({
        name: nameOf(text),
        text,
        values: [...values],
      })
      return rows as Row[]
    },
    commit: () => end('commit'),
    rollback: () => end('rollback'),
  }
}

/** Runs something and keeps what it did, or takes it back when it fails. */
export async function runToEnd<T>(part: Pick<OpenConnection, 'commit' | 'rollback'>, run: () => Promise<T>): Promise<T> {
  let result: T
  try {
    result = await run()
  } catch (error) {
    // Where even this fails the connection is gone, and the database takes it back by itself; the first error says why.
    await part.rollback().catch(() => {})
    throw error
  }
  await part.commit()
  return result
}

interface HeldClient {
  client: () => pg.PoolClient
  query: (query: pg.QueryConfig) => Promise<pg.QueryResult>
  /** Gives it back to the pool; with an error, for being closed. */
  release: (error?: unknown) => void
}

/** A connection out of the pool; after `timeoutMs` it is closed, which rolls back what it was in. */
async function holdClient(pool: pg.Pool, timeoutMs: number): Promise<HeldClient> {
  const client = await pool.connect()
  let state: 'held' | 'late' | 'released' = 'held'
  // A connection that breaks fails the statement that runs or the next one; unheard, the event would end the process.
  client.on('error', ignore)
  const timer = setTimeout(() => release('late', true), timeoutMs)

  function release(next: 'late' | 'released', isBroken: boolean): void {
    if (state !== 'held') return
    state = next
    clearTimeout(timer)
    // While it is being closed it may still break.
    if (!isBroken) client.removeListener('error', ignore)
    client.release(isBroken)
  }

  function heldClient(): pg.PoolClient {
    if (state === 'late')
      throw Object.assign(new Error('The transaction took too long'), {
        code: 'P2028',
      })
    if (state === 'released') throw new Error('A transaction was used after its end')
    return client
  }

  return {
    client: heldClient,
    query: async (query) => {
      const result = heldClient().query(query)
      // A statement that was cut off by the end of the time is told by that, not by how it broke.
      return result.catch((error: unknown) => {
        heldClient()
        throw error
      })
    },
    release: (error) => release('released', error !== undefined),
  }
}

function ignore(): void {}

/** Stands for an object that is made when something of it is asked for. */
function lazily<T extends object>(make: () => T): T {
  return new Proxy({} as T, { get: (_, name) => Reflect.get(make(), name) })
}
