import { type ContentType, componentTypes, type Field } from './content-type.ts'

/**
 * The types of a model whose component and blocks fields know the component types that they hold, so that whoever has a type can look
 * into its content without the model. Wherever types come to life or are narrowed to what someone may see, they pass through here.
 */
export function linkTypes(types: readonly ContentType[]): ContentType[] {
  const linked = types.map((type) => ({ ...type, fields: type.fields.map((field) => ({ ...field })) }))
  const byId = new Map(linked.map((type) => [type.id, type]))
  for (const field of linked.flatMap((type) => type.fields)) {
    const ids = field.components ?? field.blocks
    if (ids !== undefined) field[componentTypes] = ids.flatMap((id) => byId.get(id) ?? [])
  }
  return linked
}

/** The component types of a component or blocks field; none for a field of another kind. */
export function componentTypesOf(field: Field): readonly ContentType[] {
  return field[componentTypes] ?? []
}
