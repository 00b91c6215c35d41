import { type ContentType, componentTypes, computedResult, type Field } from './content-type.ts'
import { typeExpressions } from './expression/type-expressions.ts'
import { flatType } from './narrow-type.ts'

/**
 * The types of a model whose component and blocks fields know the component types that they hold, so that whoever has a type can look
 * into its content without the model. Wherever types come to life they pass through here. Inside a localised field everything is of one
 * language already: the component types there are flat.
 */
export function linkTypes(types: readonly ContentType[]): ContentType[] {
  const linked = types.map((type) => ({ ...type, fields: type.fields.map((field) => ({ ...field })) }))
  const byId = new Map(linked.map((type) => [type.id, type]))
  const nested = linked.flatMap((type) => type.fields).filter((field) => field.components !== undefined || field.blocks !== undefined)
  for (const field of nested)
    field[componentTypes] = [...(field.components ?? []), ...(field.blocks ?? [])].flatMap((id) => byId.get(id) ?? [])
  for (const type of linked) for (const { field, type: result } of typeExpressions(type).computed) field[computedResult] = result
  for (const field of nested) if (field.localized === true) field[componentTypes] = componentTypesOf(field).map(flatType)
  return linked
}

/** The component types of a component or blocks field; none for a field of another kind. */
export function componentTypesOf(field: Field): readonly ContentType[] {
  return field[componentTypes] ?? []
}

/** What the items of a list of components are, as one type: of blocks a type whose fields are the blocks by name, of which each item has one. */
export function itemTypeOf(field: Field): ContentType {
  const types = componentTypesOf(field)
  const [first] = types
  if (first === undefined) throw new Error(`The field ${field.name} holds no component type`)
  if (field.kind !== 'blocks') return first
  const fields = types.map(
    (type): Field => ({
      id: type.id,
      name: type.name,
      label: type.label,
      kind: 'component',
      components: [type.id],
      [componentTypes]: [type],
    }),
  )
  return { ...first, name: field.name, fields }
}
