import type { RuleRow, TokenRow } from '@verso/data'
import type { Model } from '@verso/model'
import { actions } from '../authorise.ts'
import { Refusal, type RefusalIssue } from '../refusal.ts'

/** What a token is asked to be good for, with types by name. */
export interface ScopeInput {
  kind: TokenRow['kind']
  types?: string[]
  rules?: { actions: string[]; types: string[]; own?: true }[]
  roles?: string[]
}

export type Scope = Pick<TokenRow, 'types' | 'allTypes' | 'rules'>

/** The scope with types by id; every fault is told. Tokens for content must say what they may read, and may do nothing else. */
export function readScope({ kind, types = [], rules, roles = [] }: ScopeInput, model: Model): Scope {
  if (kind !== 'admin' && types.length === 0 && (rules ?? []).length === 0)
    throw new Refusal('scope_required', 'Say which types this token may read: name them in types, or give rules')
  const issues: RefusalIssue[] = []
  if (kind !== 'admin' && roles.length > 0)
    issues.push({ path: '/roles', code: 'not_in_options', message: 'Tokens for content have no roles' })
  if (kind === 'admin' && types.length > 0)
    issues.push({ path: '/types', code: 'not_in_options', message: 'Tokens for administration have roles or rules' })
  const typeIds = types.map((name, index) => typeIdOf(name, `/types/${index}`, { model, issues }))
  const readRules = rules?.map((rule, index) => readRule(rule, `/rules/${index}`, { kind, model, issues }))
  if (issues.length > 0) throw new Refusal('invalid_value', 'The scope of the token is wrong', { issues })
  return { types: typeIds.filter((id) => id !== '*'), allTypes: typeIds.includes('*'), rules: readRules ?? null }
}

interface Reading {
  model: Model
  issues: RefusalIssue[]
}

function readRule(
  rule: { actions: string[]; types: string[]; own?: true },
  path: string,
  { kind, model, issues }: Reading & { kind: TokenRow['kind'] },
): RuleRow {
  rule.actions.forEach((action, index) => {
    const isKnown = (actions as readonly string[]).includes(action)
    if (!isKnown || (kind !== 'admin' && action !== 'read')) {
      issues.push({
        path: `${path}/actions/${index}`,
        code: 'not_in_options',
        message: isKnown ? 'Tokens for content can only read' : `There is no action "${action}"`,
      })
    }
  })
  if (rule.actions.length === 0) issues.push({ path: `${path}/actions`, code: 'required', message: 'A rule needs an action' })
  if (rule.types.length === 0) issues.push({ path: `${path}/types`, code: 'required', message: 'A rule needs a type' })
  const types = rule.types.map((name, index) => typeIdOf(name, `${path}/types/${index}`, { model, issues }))
  return { actions: rule.actions, types, ...(rule.own === undefined ? {} : { own: rule.own }) }
}

function typeIdOf(name: string, path: string, { model, issues }: Reading): string {
  if (name === '*') return '*'
  const type = model.types.find((candidate) => candidate.name === name)
  if (type === undefined) issues.push({ path, code: 'unknown_type', message: `There is no content type "${name}"` })
  return type?.id ?? ''
}
