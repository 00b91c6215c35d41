import type { Model } from '@verso/model'
import type { Actor } from '../context.ts'
import type { RoleRow } from '@verso/data'

/**
 * The model as this reader may see it: what isn't in it can't be asked about, so that an unreadable type or field answers
 * exactly as an unknown one. References keep their targets' ids; targets that may not be read are absent at read time.
 */
export function readableModel(model: Model, actor: Actor): Model {
  const types = model.types
    .filter((type) => type.publicRead === true || (grants(actor.roles, type.id) && (actor.limit === null || grants(actor.limit, type.id))))
    .map((type) => ({ ...type, fields: type.fields.filter((field) => field.private !== true) }))
  return { ...model, types }
}

function grants(roles: RoleRow[], typeId: string): boolean {
  return roles.some((role) =>
    role.rules.some(
      (rule) => rule.own !== true && rule.actions.includes('read') && (rule.types.includes('*') || rule.types.includes(typeId)),
    ),
  )
}
