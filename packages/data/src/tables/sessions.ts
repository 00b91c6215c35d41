import type { Connection } from '../connection.ts'
import { bytes } from './bytes.ts'
import type { RoleRow } from './roles.ts'
import { hasSecondFactor, type UserRow } from './users.ts'

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
  /** Opened by a passkey: no role asks for more. */
  isStrong: boolean
}

interface ActingRow {
  session: SessionRow
  user: UserRow
  roles: RoleRow[]
  /** Names of roles whose holders need a second factor. */
  secondFactorRoles: string[]
}

export interface Sessions {
  find: (id: string) => Promise<SessionRow | null>
  /** The session with whose it is and what that person may do, in one statement: every request asks it. */
  findActing: (id: string) => Promise<ActingRow | null>
  list: (userId: string) => Promise<SessionRow[]>
  create: (session: Omit<SessionRow, 'isStrong'> & { isStrong?: boolean }) => Promise<void>
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
  isStrong: true,
} as const

/** Signed-in devices. A refresh token that was used is remembered, so that its second use can end the whole family. */
export function sessionsTable({ prisma, query }: Connection): SessionsInTransaction {
  return {
    async find(id) {
      const [row] = await query<SessionRow>(findSession, [id])
      return row ?? null
    },
    async findActing(id) {
      const [row] = await query<Acting>(findActing, [id])
      return row === undefined ? null : toActing(row)
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

const sessionColumns =
  's.id, s."userId", s."refreshHash", s.device, s.address, s."createdAt", s."lastSeenAt", s."expiresAt", s."endedAt", s."isStrong"'

const findSession = `select ${sessionColumns} from "Session" s where s.id = $1::uuid`

interface Acting extends SessionRow, Pick<UserRow, 'email' | 'name' | 'passwordHash' | 'preferences' | 'hasSecondFactor'> {
  userStatus: UserRow['status']
  userRoles: string[]
  userCreatedAt: Date
  userLastSeenAt: Date | null
  roles: RoleRow[]
  secondFactorRoles: string[]
}

function toActing({
  userCreatedAt,
  userLastSeenAt,
  userStatus,
  userRoles,
  email,
  name,
  passwordHash,
  preferences,
  hasSecondFactor,
  roles,
  secondFactorRoles,
  ...session
}: Acting): ActingRow {
  const person = { id: session.userId, email, name, passwordHash, preferences, hasSecondFactor, status: userStatus }
  return { session, roles, secondFactorRoles, user: { ...person, roles: userRoles, createdAt: userCreatedAt, lastSeenAt: userLastSeenAt } }
}

const findActing = `
  select ${sessionColumns}, u.email, u.name, u."passwordHash", u.preferences, u.status as "userStatus", u.roles as "userRoles",
    u."createdAt" as "userCreatedAt", u."lastSeenAt" as "userLastSeenAt", ${hasSecondFactor} as "hasSecondFactor",
    coalesce((select value from "Setting" where name = 'secondFactorRoles'), '[]') as "secondFactorRoles",
    coalesce((select json_agg(r order by r.name collate "C") from "Role" r where r.name = any(u.roles)), '[]') as roles
  from "Session" s join "User" u on u.id = s."userId" where s.id = $1::uuid`

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
