import type pg from 'pg'
import type { Connection } from './connection.ts'
import type { PrismaSeats, Seat } from './prisma-seats.ts'
import { isAfterFailure } from './translate-error.ts'

/** A transaction that is open on a connection of its own. It ends once: by `commit` or by `rollback`. */
export interface OpenConnection extends Connection {
  commit: () => Promise<void>
  rollback: () => Promise<void>
  /** Runs something of which all or nothing is kept, whatever becomes of the rest. */
  part: <T>(run: () => Promise<T>) => Promise<T>
  /** What really went wrong: after a statement has failed, all others fail only for that. */
  causeOf: (error: unknown) => Promise<unknown>
}

export interface TransactionParts {
  pool: pg.Pool
  seats: PrismaSeats
  nameOf: (text: string) => string | undefined
  /** Hears each `seq` that a commit has made public. */
  tellSeq: (seq: bigint) => void
}

interface TransactionTerms {
  timeoutMs: number
  isSnapshot?: boolean
}

/** Begins a transaction, read committed unless it is a snapshot. After `timeoutMs` it is rolled back, wherever it stands. */
export async function beginTransaction(parts: TransactionParts, { timeoutMs, isSnapshot }: TransactionTerms): Promise<OpenConnection> {
  const { pool, seats, nameOf, tellSeq } = parts
  const held = await holdClient(pool, timeoutMs)
  const line = createLine((text, values) => held.query({ name: nameOf(text), text, values: [...values] }))
  let seat: Seat | null = null
  let [points, takenBack] = [0, 0]
  let taken: Taken[] = []

  async function end(text: 'commit' | 'rollback'): Promise<void> {
    const isKept = await endHeld(held, line, text).finally(() => seat?.leave())
    if (!isKept) throw await line.causeOf(line.failure() ?? new Error('The transaction had failed before its commit'))
    if (text === 'commit') for (const { seq } of await Promise.all(taken)) tellSeq(seq)
  }

  async function part<T>(work: () => Promise<T>): Promise<T> {
    points += 1
    const point = `verso_${points}`
    const takenBefore = taken.length
    line.send(`savepoint ${point}`)
    try {
      const result = await work()
      await line.run(`release savepoint ${point}`)
      return result
    } catch (error) {
      const cause = await line.causeOf(error)
      // Where even this fails the connection is gone, and the database takes everything back by itself.
      await line.run(`rollback to savepoint ${point}`).catch(ignore)
      line.forget()
      takenBack += 1
      taken = taken.slice(0, takenBefore)
      throw cause
    }
  }

  // What is sent in the same breath only looks and locks: verbs write after they have looked.
  line.send(isSnapshot ? 'begin isolation level repeatable read' : 'begin')
  return {
    prisma: lazily(() => {
      seat ??= seats.take(held.client())
      return seat.prisma
    }),
    query: async <Row>(text: string, values: readonly unknown[]) => (await line.run(text, values)).rows as Row[],
    post: async (text, values) => line.send(text, values),
    require: async (condition) => line.require(condition),
    takenBack: () => takenBack,
    tellSeq: (one) => void taken.push(one),
    commit: () => end('commit'),
    rollback: () => end('rollback'),
    part,
    causeOf: line.causeOf,
  }
}

/** False where PostgreSQL took everything back, since a statement had failed before. */
async function endHeld(held: HeldClient, line: Line, text: 'commit' | 'rollback'): Promise<boolean> {
  try {
    // Sent behind whatever is on its way, and answered last: locks that others wait for last no journey longer than they must.
    const { command } = await line.run(text)
    held.release()
    // PostgreSQL answers so, without an error, where a statement failed before and nobody minded.
    return text === 'rollback' || command === 'COMMIT'
  } catch (error) {
    held.release(error)
    throw error
  }
}

type Taken = Parameters<Connection['tellSeq']>[0]

interface Line {
  run: (text: string, values?: readonly unknown[]) => Promise<pg.QueryResult>
  send: (text: string, values?: readonly unknown[]) => void
  require: (condition: Promise<unknown>) => void
  causeOf: (error: unknown) => Promise<unknown>
  /** The error of the first statement that failed. */
  failure: () => unknown
  /** After what failed was taken back. */
  forget: () => void
}

/** Statements in the order in which they are sent, waited for or not, and what is known of those that failed. */
function createLine(query: (text: string, values: readonly unknown[]) => Promise<pg.QueryResult>): Line {
  let failure: { error: unknown } | null = null
  let conditions: Promise<unknown>[] = []

  async function run(text: string, values: readonly unknown[] = []): Promise<pg.QueryResult> {
    try {
      return await query(text, values)
    } catch (error) {
      failure ??= { error }
      throw error
    }
  }

  return {
    run,
    send(text, values) {
      run(text, values).catch(ignore)
    },
    require(condition) {
      condition.catch(ignore)
      conditions.push(condition)
    },
    async causeOf(error) {
      const broken = (await Promise.allSettled(conditions)).find((condition) => condition.status === 'rejected')
      conditions = []
      // What was asked for tells more than that the database refused it.
      const first = broken === undefined || isAfterFailure(broken.reason) ? error : broken.reason
      return failure !== null && isAfterFailure(first) ? failure.error : first
    },
    failure: () => failure?.error,
    forget() {
      failure = null
    },
  }
}

/** Runs something and keeps what it did, or takes it back when it fails. */
export async function runToEnd<T>(connection: OpenConnection, run: () => Promise<T>): Promise<T> {
  let result: T
  try {
    result = await run()
  } catch (error) {
    const cause = await connection.causeOf(error)
    // Where even this fails the connection is gone, and the database takes it back by itself; the first error says why.
    await connection.rollback().catch(() => {})
    throw cause
  }
  await connection.commit()
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
    if (state === 'late') throw Object.assign(new Error('The transaction took too long'), { code: 'P2028' })
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
