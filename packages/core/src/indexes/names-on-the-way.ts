import { componentTypesOf, type ContentType, type Field, type Model } from '@verso/model'

/** A field as people speak of it. */
export interface NamedField {
  type: string
  /** Names on the way to it, joined by `.`. */
  path: string
  field: Field
}

/** The field that ids joined by `/` lead to, through components and blocks too; null where one of them isn't there. */
export function namesOnTheWay(model: Model, { typeId, fieldId }: { typeId: string; fieldId: string }): NamedField | null {
  const type = model.types.find(({ id }) => id === typeId)
  const ids = fieldId.split('/').filter((id) => id !== '#')
  const found = type === undefined ? null : fieldIn([type], ids)
  return type === undefined || found === null ? null : { type: type.name, path: found.names.join('.'), field: found.field }
}

function fieldIn(types: readonly ContentType[], [id, ...rest]: string[]): { names: string[]; field: Field } | null {
  // In blocks the way leads through the type of the block.
  const block = types.find((type) => type.id === id)
  if (block !== undefined) return behind(block.name, fieldIn([block], rest))
  const field = types.flatMap(({ fields }) => fields).find((one) => one.id === id)
  if (field === undefined) return null
  return rest.length === 0 ? { names: [field.name], field } : behind(field.name, fieldIn(componentTypesOf(field), rest))
}

function behind(name: string, found: ReturnType<typeof fieldIn>): ReturnType<typeof fieldIn> {
  return found === null ? null : { ...found, names: [name, ...found.names] }
}
