import type { Json } from '@verso/model'
import type { Connection } from '../connection.ts'
import { jsonIn } from './json-in.ts'
import { takeLock } from './take-lock.ts'

export interface UserRow {
  id: string
  /** In the form that it is compared in. */
  email: string
  name: string
  passwordHash: string | null
  status: 'active' | 'invited' | 'disabled'
  roles: string[]
  preferences: Record<string, Json>
  lastSeenAt: Date | null
  createdAt: Date
}

export interface Users {
  find: (id: string) => Promise<UserRow | null>
  findMany: (ids: string[]) => Promise<UserRow[]>
  findByEmail: (email: string) => Promise<UserRow | null>
  list: () => Promise<UserRow[]>
  /** Owners that can sign in. */
  countOwners: () => Promise<number>
  /** An address that another person has throws `DuplicateError`. */
  create: (user: UserRow) => Promise<void>
  update: (id: string, changes: Partial<Omit<UserRow, 'id' | 'createdAt'>>) => Promise<void>
}

export interface UsersInTransaction extends Users {
  /** One at a time: the first owner, and any change that could leave none. */
  lockOwners: () => Promise<void>
}

/** The people. Whoever changes who owns holds the owners' lock, so that two changes can't leave an installation without one. */
export function usersTable(connection: Connection): UsersInTransaction {
  const { prisma, query } = connection
  return {
    find: async (id) => (await query<UserRow>(findUsers, [[id]]))[0] ?? null,
    findMany: (ids) => query<UserRow>(findUsers, [ids]),
    async findByEmail(email) {
      return toRowOrNull(await prisma.user.findUnique({ where: { email } }))
    },
    async list() {
      return (await prisma.user.findMany({ orderBy: [{ name: 'asc' }, { id: 'asc' }] })).map(toRow)
    },
    countOwners: () => prisma.user.count({ where: { roles: { has: 'owner' }, status: 'active' } }),
    async create(user) {
      await prisma.user.create({ data: { ...user, preferences: jsonIn(user.preferences) }, select: { id: true } })
    },
    async update(id, { preferences, ...changes }) {
      const data = { ...changes, ...(preferences === undefined ? {} : { preferences: jsonIn(preferences) }) }
      await prisma.user.update({ where: { id }, data, select: { id: true } })
    },
    lockOwners: () => takeLock(connection, 'owners'),
  }
}

// Prepared, since every request asks it.
const findUsers = `
  select id, email, name, "passwordHash", status, roles, preferences, "lastSeenAt", "createdAt" from "User" where id = any($1::uuid[])`

type StoredUser = Awaited<ReturnType<Connection['prisma']['user']['findUniqueOrThrow']>>

function toRow(user: StoredUser): UserRow {
  return { ...user, status: user.status as UserRow['status'], preferences: user.preferences as UserRow['preferences'] }
}

function toRowOrNull(user: StoredUser | null): UserRow | null {
  return user === null ? null : toRow(user)
}
