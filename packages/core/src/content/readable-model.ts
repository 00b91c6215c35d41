import type { RoleRow } from '@verso/data'
import { type Model, withoutPrivate } from '@verso/model'
import type { Actor } from '../context.ts'
import { withComponents } from '../with-components.ts'

/**
 * The model as this reader may see it: what isn't in it can't be asked about, so that an unreadable type or field answers
 * exactly as an unknown one. References keep their targets' ids; targets that may not be read are absent at read time. Component types
 * are there as far as something readable holds them.
 */
export function readableModel(model: Model, actor: Actor): Model {
  const types = model.types
    .filter((type) => type.kind !== 'component' && (type.publicRead === true || mayRead(actor, type.id)))
    .map(withoutPrivate)
  return { ...model, types: withComponents(model, types, withoutPrivate) }
}

function mayRead({ roles, limit }: Actor, typeId: string): boolean {
  return grants(roles, typeId) && (limit === null || grants(limit, typeId))
}

function grants(roles: RoleRow[], typeId: string): boolean {
  return roles.some((role) =>
    role.rules.some(
      (rule) => rule.own !== true && rule.actions.includes('read') && (rule.types.includes('*') || rule.types.includes(typeId)),
    ),
  )
}
