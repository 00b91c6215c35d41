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
  /** Whether something beside the password has to be proved at sign-in. */
  hasSecondFactor: boolean
}

export interface Users {
  find: (id: string) => Promise<UserRow | null>
  findMany: (ids: string[]) => Promise<UserRow[]>
  findByEmail: (email: string) => Promise<UserRow | null>
  list: () => Promise<UserRow[]>
  /** Owners that can sign in. */
  countOwners: () => Promise<number>
  /** An address that another person has throws `DuplicateError`. */
  create: (user: Omit<UserRow, 'hasSecondFactor'>) => Promise<void>
  update: (id: string, changes: Partial<Omit<UserRow, 'id' | 'createdAt' | 'hasSecondFactor'>>) => Promise<void>
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
    findByEmail: async (email) => (await query<UserRow>(findByEmail, [email]))[0] ?? null,
    list: () => query<UserRow>(listUsers, []),
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

/** Whether the person of a row `u` has a second factor. */
export const hasSecondFactor = `exists (select from "SecondFactor" f where f."userId" = u.id and f."confirmedAt" is not null)`

const columns = `
  u.id, u.email, u.name, u."passwordHash", u.status, u.roles, u.preferences, u."lastSeenAt", u."createdAt", ${hasSecondFactor} as "hasSecondFactor"`

// Prepared, since every request asks it.
const findUsers = `select ${columns} from "User" u where u.id = any($1::uuid[])`

const findByEmail = `select ${columns} from "User" u where u.email = $1`

const listUsers = `select ${columns} from "User" u order by u.name, u.id`
