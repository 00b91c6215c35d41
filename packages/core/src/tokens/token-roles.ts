import type { RoleRow, RuleRow, TokenRow } from '@verso/data'

type Scoped = Pick<TokenRow, 'kind' | 'types' | 'allTypes' | 'locales' | 'rules' | 'roles'>

/** What a token may do by itself, as roles; its maker's rights bound that at each use. */
export function tokenRoles(token: Scoped, named: readonly RoleRow[], makersRoles: readonly RoleRow[]): RoleRow[] {
  const roles = wholeRoles(token, named, makersRoles)
  return token.locales.length === 0
    ? roles
    : roles.map((role) => ({ ...role, rules: role.rules.map((rule) => within(rule, token.locales)) }))
}

function within(rule: RuleRow, locales: readonly string[]): RuleRow {
  return { ...rule, locales: rule.locales === undefined ? [...locales] : rule.locales.filter((code) => locales.includes(code)) }
}

function wholeRoles(token: Scoped, named: readonly RoleRow[], makersRoles: readonly RoleRow[]): RoleRow[] {
  if (token.kind === 'admin' && token.roles.length === 0 && token.rules === null) return [...makersRoles]
  const types = token.allTypes ? ['*'] : token.types
  const rules = [...(token.rules ?? []), ...(types.length === 0 ? [] : [{ actions: ['read'], types }])]
  const own: RoleRow = { name: 'token', label: 'Token', description: null, builtIn: false, rules, manage: [] }
  return rules.length === 0 ? [...named] : [...named, own]
}
