import type { SessionRow, Tables, UserRow } from '@verso/data'

/** The setting that names the roles whose holders need a second factor. */
export const secondFactorRolesSetting = 'secondFactorRoles'

/** Names of the roles whose holders need a second factor. */
export async function secondFactorRoles(tables: Pick<Tables, 'settings'>): Promise<string[]> {
  const names = await tables.settings.find(secondFactorRolesSetting)
  return Array.isArray(names) ? names.map(String) : []
}

interface InSession {
  user: Pick<UserRow, 'roles' | 'hasSecondFactor'>
  session: Pick<SessionRow, 'isStrong'>
}

/**
 * Whether somebody holds a role that demands a second factor, has none, and didn't come by a passkey. Until they have one they may set it up,
 * and do nothing else.
 */
export function isFactorMissing({ user, session }: InSession, demanding: readonly string[]): boolean {
  return !user.hasSecondFactor && !session.isStrong && user.roles.some((name) => demanding.includes(name))
}
