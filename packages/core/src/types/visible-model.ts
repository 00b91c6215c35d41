import { type Model, withoutPrivate } from '@verso/model'
import { actions, mayManage, reachOf } from '../authorise.ts'
import type { Actor } from '../context.ts'
import { readableFields } from '../readable-fields.ts'
import { withComponents } from '../with-components.ts'

/**
 * The model as the actor may see it: whole for those who manage types, otherwise the types that some action of theirs is about, and the
 * component types that stand in them: whole for who may edit something that holds them.
 */
export function visibleModel(actor: Actor, model: Model): Model {
  if (mayManage(actor, 'types')) return model
  const types = model.types
    .filter((type) => type.kind !== 'component' && actions.some((action) => reachOf(actor, action, type.id) !== 'none'))
    .map((type) => readableFields(actor, type))
  const editable = types.filter((type) => reachOf(actor, 'edit', type.id) !== 'none')
  const whole = withComponents(model, editable, (type) => type).filter((type) => type.kind === 'component')
  return { ...model, types: withComponents(model, [...types, ...whole], withoutPrivate) }
}
