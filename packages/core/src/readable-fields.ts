import { type ContentType, type Model, withoutPrivate } from '@verso/model'
import { reachOf } from './authorise.ts'
import type { Actor } from './context.ts'

/** A type with the fields that the actor may read in drafts, inside components too: private ones are for those who may edit, nobody else. */
export function readableFields(actor: Actor, type: ContentType): ContentType {
  return reachOf(actor, 'edit', type.id) === 'none' ? withoutPrivate(type) : type
}

/** The model of the drafts that the actor may read, all or only its own. */
export function draftModel(actor: Actor, model: Model): Model {
  const types = model.types.filter((type) => type.kind !== 'component' && reachOf(actor, 'read', type.id) !== 'none')
  return { ...model, types: types.map((type) => readableFields(actor, type)) }
}
