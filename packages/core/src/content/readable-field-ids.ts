import type { Model } from '@verso/model'

const known = new WeakMap<Model, string[]>()

/** Ids of all fields of a model as a reader may see it, those of its components among them: what a link may stand in for them to know of it. */
export function readableFieldIds(model: Model): string[] {
  const ids = known.get(model) ?? model.types.flatMap(({ fields }) => fields.map(({ id }) => id))
  known.set(model, ids)
  return ids
}
