import type { Connection } from '../connection.ts'
import { bytes } from './bytes.ts'

export interface SessionRow {
  id: string
  userId: string
  refreshHash: Buffer
  device: string | null
  address: string | null
  createdAt: Date
  lastSeenAt: Date
  expiresAt: Date
  endedAt: Date | null
}

export interface Sessions {
  find: (id: string) => Promise<SessionRow | null>
  list: (userId: string) => Promise<SessionRow[]>
  create: (session: SessionRow) => Promise<void>
  end: (ids: string[], at: Date) => Promise<void>
  endAll: (userId: string, at: Date, except?: string) => Promise<void>
}

export interface SessionsInTransaction extends Sessions {
  /** The session whose newest (`current: true`) or an older refresh token has this hash, locked. */
  lockByRefreshHash: (hash: Buffer) => Promise<{ session: SessionRow; current: boolean } | null>
  rotate: (id: string, next: { refreshHash: Buffer; lastSeenAt: Date }) => Promise<void>
}

const columns = {
  id: true,
  userId: true,
  refreshHash: true,
  device: true,
  address: true,
  createdAt: true,
  lastSeenAt: true,
  expiresAt: true,
  endedAt: true,
} as const

/** Signed-in devices. A refresh token that was used is remembered, so that its second use can end the whole family. */
export function sessionsTable({ prisma, query }: Connection): SessionsInTransaction {
  return {
    async find(id) {
      const row = await prisma.session.findUnique({ where: { id }, select: columns })
      return row === null ? null : toRow(row)
    },
    async list(userId) {
      return (await prisma.session.findMany({ where: { userId }, select: columns, orderBy: { lastSeenAt: 'desc' } })).map(toRow)
    },
    async create(session) {
      await prisma.session.create({ data: { ...session, refreshHash: bytes(session.refreshHash), usedHashes: [] }, select: { id: true } })
    },
    async end(ids, at) {
      await prisma.session.updateMany({ where: { id: { in: ids }, endedAt: null }, data: { endedAt: at } })
    },
    async endAll(userId, at, except) {
      await prisma.session.updateMany({
        where: { userId, endedAt: null, ...(except === undefined ? {} : { id: { not: except } }) },
        data: { endedAt: at },
      })
    },
    async lockByRefreshHash(hash) {
      const found = await query<{ id: string; current: boolean }>(lockByHash, [bytes(hash)])
      const [locked] = found
      if (locked === undefined) return null
      const row = await prisma.session.findUniqueOrThrow({ where: { id: locked.id }, select: columns })
      return { session: toRow(row), current: locked.current }
    },
    async rotate(id, { refreshHash, lastSeenAt }) {
      await query(rotate, [id, bytes(refreshHash), lastSeenAt])
    },
  }
}

// A second refresh with the same token waits here for the first, and then finds its token among the used ones.
const lockByHash = `
  select id, "refreshHash" = $1 as current from "Session"
  where "refreshHash" = $1 or "usedHashes" @> array[$1::bytea]
  for update`

const rotate = `
  update "Session" set "usedHashes" = "usedHashes" || "refreshHash", "refreshHash" = $2, "lastSeenAt" = $3
  where id = $1::uuid`

function toRow<T extends { refreshHash: Uint8Array }>(row: T): Omit<T, 'refreshHash'> & { refreshHash: Buffer } {
  return { ...row, refreshHash: Buffer.from(row.refreshHash) }
}
