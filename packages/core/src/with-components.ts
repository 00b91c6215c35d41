import { type ContentType, isNested, type Model, typesWithin } from '@verso/model'

/** Types that someone may see, and the component types that stand in them, narrowed in the same way, in the order of the model. */
export function withComponents(model: Model, types: readonly ContentType[], narrow: (type: ContentType) => ContentType): ContentType[] {
  const seen = new Map(types.map((type) => [type.id, type]))
  const held = new Set(types.flatMap(({ fields }) => fields.filter(isNested).flatMap((field) => typesWithin(field).map(({ id }) => id))))
  return model.types.flatMap((type) => seen.get(type.id) ?? (held.has(type.id) ? narrow(type) : []))
}
