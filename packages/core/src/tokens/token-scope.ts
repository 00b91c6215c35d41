import type { TokenRow } from '@verso/data'
import type { Model } from '@verso/model'
import { actions } from '../authorise.ts'
import { Refusal, type RefusalIssue } from '../refusal.ts'
import { readRule, type RuleInput } from '../rights/read-rule.ts'

/** What a token is asked to be good for, with names of today. */
export interface ScopeInput {
  kind: TokenRow['kind']
  types?: string[]
  locales?: string[]
  rules?: RuleInput[]
  roles?: string[]
}

export type Scope = Pick<TokenRow, 'types' | 'allTypes' | 'locales' | 'rules'>

/** The scope in the form that is kept; every fault is told. Tokens for content must say what they may read, and may do nothing else. */
export function readScope(
  { kind, types = [], locales = [], rules, roles = [] }: ScopeInput,
  { model, folderIds, now }: { model: Model; folderIds: readonly string[]; now: Date },
): Scope {
  if (kind !== 'admin' && types.length === 0 && (rules ?? []).length === 0)
    throw new Refusal('scope_required', 'Say which types this token may read: name them in types, or give rules')
  const issues: RefusalIssue[] = []
  if (kind !== 'admin' && roles.length > 0)
    issues.push({ path: '/roles', code: 'not_in_options', message: 'Tokens for content have no roles' })
  if (kind === 'admin' && types.length > 0)
    issues.push({ path: '/types', code: 'not_in_options', message: 'Tokens for administration have roles or rules' })
  const typeIds = types.map((name, index) => typeIdOf(name, `/types/${index}`, { model, issues }))
  const allowed = kind === 'admin' ? actions : (['read'] as const)
  const readRules = rules?.map((rule, index) => readRule(rule, `/rules/${index}`, { model, folderIds, allowed, now, issues }))
  locales.forEach((code, index) => {
    if (!model.locales.some((locale) => locale.code === code))
      issues.push({ path: `/locales/${index}`, code: 'unknown_locale', message: `There is no language "${code}"` })
  })
  if (issues.length > 0) throw new Refusal('invalid_value', 'The scope of the token is wrong', { issues })
  return { types: typeIds.filter((id) => id !== '*'), allTypes: typeIds.includes('*'), locales, rules: readRules ?? null }
}

function typeIdOf(name: string, path: string, { model, issues }: { model: Model; issues: RefusalIssue[] }): string {
  if (name === '*') return '*'
  const type = model.types.find((candidate) => candidate.name === name)
  if (type === undefined) issues.push({ path, code: 'unknown_type', message: `There is no content type "${name}"` })
  return type?.id ?? ''
}
