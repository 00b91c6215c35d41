import type { Model } from '@verso/model'
import { actions, mayManage, reachOf } from '../authorise.ts'
import type { Actor } from '../context.ts'
import { readableFields } from '../readable-fields.ts'

/** The model as the actor may see it: whole for those who manage types, otherwise the types that some action of theirs is about. */
export function visibleModel(actor: Actor, model: Model): Model {
  if (mayManage(actor, 'types')) return model
  const types = model.types
    .filter((type) => actions.some((action) => reachOf(actor, action, type.id) !== 'none'))
    .map((type) => readableFields(actor, type))
  return { ...model, types }
}
