import type { RoleRow, Tables } from '@verso/data'
import { Refusal } from '../refusal.ts'

/** The roles of these names; each unknown one is told. `public` is what everyone has and nobody is given. */
export async function requireRoles(tables: Pick<Tables, 'roles'>, names: readonly string[], path = '/roles'): Promise<RoleRow[]> {
  const roles = await tables.roles.findMany([...new Set(names)])
  const issues = names.flatMap((name, index) =>
    name !== 'public' && roles.some((role) => role.name === name)
      ? []
      : [{ path: `${path}/${index}`, code: 'not_in_options', message: `There is no role "${name}" to give` }],
  )
  if (issues.length > 0) throw new Refusal('invalid_value', 'A role is unknown', { issues })
  return roles
}
