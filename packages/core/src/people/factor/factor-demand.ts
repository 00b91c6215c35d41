import type { Tables, UserRow } from '@verso/data'

/** The setting that names the roles whose holders need a second factor. */
export const secondFactorRolesSetting = 'secondFactorRoles'

/** Names of the roles whose holders need a second factor. */
export async function secondFactorRoles(tables: Pick<Tables, 'settings'>): Promise<string[]> {
  const names = await tables.settings.find(secondFactorRolesSetting)
  return Array.isArray(names) ? names.map(String) : []
}

/** Whether somebody holds a role that demands a second factor, and has none. Until they have they may set one up, and do nothing else. */
export function isFactorMissing(
  { roles, hasSecondFactor }: Pick<UserRow, 'roles' | 'hasSecondFactor'>,
  demanding: readonly string[],
): boolean {
  return !hasSecondFactor && roles.some((name) => demanding.includes(name))
}
