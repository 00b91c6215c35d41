import type { RoleView, Rule } from '@verso/contract'
import type { Context, listRoles } from '@verso/core'

type Role = Awaited<ReturnType<typeof listRoles>>[number]
export type NamedTypes = Pick<Awaited<ReturnType<Context['model']>>, 'types'>

export function toRoleView({ name, label, description, builtIn, rules, manage }: Role, model: NamedTypes): RoleView {
  return { name, label, ...(description === null ? {} : { description }), builtIn, rules: rules.map((rule) => toRule(rule, model)), manage }
}

/** Types by name; those that are gone are left out. */
export function toRule({ actions, types, own }: Role['rules'][number], model: NamedTypes): Rule {
  return { actions, types: toTypeNames(types, model), ...(own === undefined ? {} : { own }) }
}

export function toTypeNames(typeIds: string[], { types }: NamedTypes): string[] {
  return typeIds.flatMap((id) => (id === '*' ? ['*'] : types.filter((type) => type.id === id).map((type) => type.name)))
}
