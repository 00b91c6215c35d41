import type { Connection } from '../connection.ts'

/** One rule of a role or token; `types` holds ids of types or `*`. */
export interface RuleRow {
  actions: string[]
  types: string[]
  own?: true
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
  list: () => Promise<RoleRow[]>
  findMany: (names: string[]) => Promise<RoleRow[]>
}

/** What the holders of a role may do. The built-in ones are rows like any other. */
export function rolesTable({ prisma, query }: Connection): Roles {
  return {
    async list() {
      return (await prisma.role.findMany({ orderBy: [{ builtIn: 'desc' }, { name: 'asc' }] })).map(toRow)
    },
    findMany: (names) => query<RoleRow>(findRoles, [names]),
  }
}

// Prepared, since every request asks it.
const findRoles =
  'select name, label, description, "builtIn", rules, manage from "Role" where name = any($1::text[]) order by name collate "C"'

function toRow<T extends { rules: unknown }>(row: T): Omit<T, 'rules'> & { rules: RuleRow[] } {
  return { ...row, rules: row.rules as RuleRow[] }
}
