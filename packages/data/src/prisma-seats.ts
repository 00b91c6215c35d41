import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { type Prisma, PrismaClient } from './generated/client.ts'

export interface PrismaSeats {
  /** Prisma on one connection; what it does there is part of the transaction which that connection is in. */
  take: (client: pg.PoolClient) => Seat
  close: () => Promise<void>
}

export interface Seat {
  prisma: Prisma.TransactionClient
  /** Leaves it to the next transaction. */
  leave: () => void
}

interface Place {
  prisma: PrismaClient
  client: pg.PoolClient | null
}

/**
 * Prisma clients that are lent to transactions. Prisma's own interactive transactions cost four times what the same statements
 * cost on the connection itself, and can't be prepared by name; and making a client for each connection would cost more than most requests.
 */
export function createPrismaSeats(naming: ReturnType<typeof nameStatements>): PrismaSeats {
  const all: Place[] = []
  const free: Place[] = []

  function make(): Place {
    const place: { client: pg.PoolClient | null } = { client: null }
    const adapter = new PrismaPg(poolOfOne(place), naming)
    const made = Object.assign(place, {
      prisma: new PrismaClient({ adapter }),
    })
    all.push(made)
    return made
  }

  return {
    take(client) {
      const place = free.pop() ?? make()
      place.client = client
      return {
        prisma: place.prisma,
        leave() {
          place.client = null
          free.push(place)
        },
      }
    },
    async close() {
      await Promise.all(all.map(({ prisma }) => prisma.$disconnect()))
    },
  }
}

/** The option by which Prisma's adapter prepares statements by name. */
export function nameStatements(nameOf: (text: string) => string | undefined) {
  // Typed as if a name were a must; what the adapter does with it is hand it to pg, where none means unnamed.
  return { statementNameGenerator: ({ sql }: { sql: string }) => nameOf(sql) as string }
}

/** A pool as Prisma's adapter takes one, with one connection that is lent to it. */
function poolOfOne(place: { client: pg.PoolClient | null }): pg.Pool {
  const clientNow = (): pg.PoolClient => {
    if (place.client === null) throw new Error('A transaction was used after its end')
    return place.client
  }
  const nothing = () => pool
  const pool = Object.assign(Object.create(pg.Pool.prototype) as pg.Pool, {
    options: {},
    query: async (query: pg.QueryConfig) => clientNow().query(query),
    connect: async () => withSavepoint(clientNow()),
    on: nothing,
    removeListener: nothing,
  })
  return pool
}

const point = 'verso_prisma'
const savepoints: Record<string, string> = {
  BEGIN: `savepoint ${point}`,
  COMMIT: `release savepoint ${point}`,
  ROLLBACK: `rollback to savepoint ${point}`,
}

/** What Prisma runs as a transaction (a nested write) becomes a part of the one that is open. */
function withSavepoint(client: pg.PoolClient) {
  const nothing = () => {}
  return {
    query: (query: pg.QueryConfig) => {
      const text = savepoints[query.text.toUpperCase()]
      return client.query(text === undefined ? query : { ...query, name: '', text })
    },
    on: nothing,
    removeListener: nothing,
    release: nothing,
  }
}
