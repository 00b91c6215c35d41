import type { RoleRow, TokenRow } from '@verso/data'

/** What a token may do by itself, as roles; its maker's rights bound that at each use. */
export function tokenRoles(
  token: Pick<TokenRow, 'kind' | 'types' | 'allTypes' | 'rules' | 'roles'>,
  named: readonly RoleRow[],
  makersRoles: readonly RoleRow[],
): RoleRow[] {
  if (token.kind === 'admin' && token.roles.length === 0 && token.rules === null) return [...makersRoles]
  const types = token.allTypes ? ['*'] : token.types
  const rules = [...(token.rules ?? []), ...(types.length === 0 ? [] : [{ actions: ['read'], types }])]
  const own: RoleRow = { name: 'token', label: 'Token', description: null, builtIn: false, rules, manage: [] }
  return rules.length === 0 ? [...named] : [...named, own]
}
