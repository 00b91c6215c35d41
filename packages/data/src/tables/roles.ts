import type { Json } from '@verso/model'
import type { Connection } from '../connection.ts'
import { jsonIn } from './json-in.ts'
import { takeLock } from './take-lock.ts'

/** One rule of a role or token. `types` holds ids of types or `*`, `fields` ids of fields, `-` and one, or `*`. */
export interface RuleRow {
  actions: string[]
  types: string[]
  /** Of files, in place of types. */
  folders?: string[]
  fields?: { read?: string[]; write?: string[] }
  locales?: string[]
  where?: RuleWhere
  own?: true
  /** Allows points in time that are older than everyone's. */
  readHistory?: true
}

/** A filter as it was written, and what its paths mean in each type: ids, so that names may change. */
export interface RuleWhere {
  filter: Json
  paths: Record<string, Record<string, string>>
}

/** A role as it is kept. */
export interface KeptRole extends RoleRow {
  id: string
  revision: number
}

export interface RoleRow {
  name: string
  label: string
  description: string | null
  builtIn: boolean
  rules: RuleRow[]
  manage: string[]
}

export interface Roles {
  list: () => Promise<KeptRole[]>
  findMany: (names: string[]) => Promise<RoleRow[]>
  /** By its id or its name. */
  find: (idOrName: { id: string } | { name: string }) => Promise<KeptRole | null>
}

export interface RolesInTransaction extends Roles {
  /** One at a time: whoever changes roles, or gives them to somebody. */
  lock: () => Promise<void>
  /** A name that another role has throws `DuplicateError`. */
  create: (role: KeptRole) => Promise<void>
  /** Writes a role as the next revision; whoever holds it by its name goes on to hold it. */
  update: (before: KeptRole, after: KeptRole) => Promise<void>
  delete: (id: string) => Promise<void>
  /** How many people and tokens that may still be used have it. */
  countHolders: (name: string) => Promise<number>
}

/** What the holders of a role may do. The built-in ones are rows like any other. */
export function rolesTable(connection: Connection): RolesInTransaction {
  const { prisma, query, post } = connection
  return {
    async list() {
      return (await prisma.role.findMany({ orderBy: [{ builtIn: 'desc' }, { name: 'asc' }] })).map(toRow)
    },
    findMany: (names) => query<RoleRow>(findRoles, [names]),
    async find(where) {
      const row = await prisma.role.findUnique({ where })
      return row === null ? null : toRow(row)
    },
    lock: () => takeLock(connection, 'roles'),
    async create(role) {
      await prisma.role.create({ data: { ...role, rules: jsonIn(role.rules) }, select: { id: true } })
    },
    async update(before, { id, builtIn: _, ...after }) {
      await prisma.role.update({ where: { id }, data: { ...after, rules: jsonIn(after.rules) }, select: { id: true } })
      if (before.name !== after.name) for (const text of renames) await post(text, [before.name, after.name])
    },
    async delete(id) {
      await prisma.role.delete({ where: { id }, select: { id: true } })
    },
    async countHolders(name) {
      const [row] = await query<{ count: number }>(countHolders, [name])
      return row?.count ?? 0
    },
  }
}

// Who holds a role is kept by its name, which every request asks by.
const renames = [
  'update "User" set roles = array_replace(roles, $1, $2) where $1 = any(roles)',
  'update "ApiToken" set roles = array_replace(roles, $1, $2) where $1 = any(roles)',
  `update "Setting" set value = (select jsonb_agg(case when name = to_jsonb($1::text) then to_jsonb($2::text) else name end) from jsonb_array_elements(value) as n (name))
   where name = 'secondFactorRoles' and value @> to_jsonb($1::text)`,
]

const countHolders = `
  select (select count(*) from "User" where $1 = any(roles))::int
    + (select count(*) from "ApiToken" where $1 = any(roles) and "revokedAt" is null and ("expiresAt" is null or "expiresAt" > now()))::int as count`

// Prepared, since every request asks it.
const findRoles =
  'select name, label, description, "builtIn", rules, manage from "Role" where name = any($1::text[]) order by name collate "C"'

function toRow<T extends { rules: unknown }>(row: T): Omit<T, 'rules'> & { rules: RuleRow[] } {
  return { ...row, rules: row.rules as RuleRow[] }
}
