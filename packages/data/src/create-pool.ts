import { Socket } from 'node:net'
import pg from 'pg'
import { dateOf } from './time-text.ts'

const int8 = 20
const timestamptz = 1184

const ownParsers: Record<number, (text: string) => unknown> = { [int8]: BigInt, [timestamptz]: dateOf }

export interface PoolOptions {
  connectionString: string
  size: number
  statementTimeoutMs: number
  connectTimeoutMs: number
}

/** The connections of a process. Prisma and prepared statements share them, so that their number has one bound. */
export function createPool({ connectionString, size, statementTimeoutMs, connectTimeoutMs }: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString,
    max: size,
    statement_timeout: statementTimeoutMs,
    // A process that stops between two statements must not hold the log's lock for long.
    idle_in_transaction_session_timeout: statementTimeoutMs * 2,
    connectionTimeoutMillis: connectTimeoutMs,
    keepAlive: true,
    // Statements are sent without waiting for the answers to those before; PostgreSQL takes them in turn all the same.
    pipeline: true,
    stream: gatheringSocket,
    application_name: 'verso',
    // PostgreSQL compiles what it thinks costly, and it thinks so of any long condition over tables that it has no statistics of yet, where the
    // rows take milliseconds. It also thinks that a page found by an index costs four times one met in a row, as on a spinning disk, and so goes through
    // all of a table, each long value taken out of its compression, where an index leads to the first twenty in order. An address with options
    // of its own decides for itself.
    options: '-c jit=off -c random_page_cost=1.1',
    types: { getTypeParser: (oid, format) => ownParsers[oid] ?? pg.types.getTypeParser(oid, format) },
  })
  // An idle connection that breaks is taken out of the pool by the pool itself; unheard, the event would end the process.
  pool.on('error', () => {})
  return pool
}

/** Writes what is sent in one go as one: each write is a call of the operating system, and these are what a small statement costs most. */
function gatheringSocket(): Socket {
  const socket = new Socket()
  const uncork = socket.uncork.bind(socket)
  socket.uncork = () => process.nextTick(uncork)
  return socket
}
