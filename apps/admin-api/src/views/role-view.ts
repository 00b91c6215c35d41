import type { RoleView, Rule } from '@verso/contract'
import { type Context, type listRoles, writtenRule } from '@verso/core'

type Role = Awaited<ReturnType<typeof listRoles>>[number]
type Model = Awaited<ReturnType<Context['model']>>

export function toRoleView({ description, rules, ...role }: Role, model: Model): RoleView {
  const { id, name, label, builtIn, revision, manage } = role
  const told = description === null ? {} : { description }
  return { id, name, label, ...told, builtIn, revision, rules: rules.map((rule) => toRule(rule, model)), manage }
}

/** In the names of today; what is gone is left out. */
export function toRule(rule: Role['rules'][number], model: Model): Rule {
  const { where, ...written } = writtenRule(rule, model)
  return { ...written, ...(where === undefined ? {} : { where: where as Record<string, unknown> }) }
}
