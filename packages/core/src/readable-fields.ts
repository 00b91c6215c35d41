import type { ContentType, Model } from '@verso/model'
import { reachOf } from './authorise.ts'
import type { Actor } from './context.ts'

/** A type with the fields that the actor may read in drafts: private ones are for those who may edit, nobody else. */
export function readableFields(actor: Actor, type: ContentType): ContentType {
  if (reachOf(actor, 'edit', type.id) !== 'none') return type
  return { ...type, fields: type.fields.filter((field) => field.private !== true) }
}

/** The model of the drafts that the actor may read, all or only its own. */
export function draftModel(actor: Actor, model: Model): Model {
  const types = model.types.filter((type) => reachOf(actor, 'read', type.id) !== 'none').map((type) => readableFields(actor, type))
  return { ...model, types }
}
