import { componentTypesOf, type ContentType, type Field, isItemList, type Json } from '@verso/model'
import { richTextShape } from './rich-text-shape.ts'
import { type Items, itemKey, type Members, type Shape, textIn, whole } from './shape.ts'

/** The shape of a field's value; one whole for values of a field that the type has no longer. */
export function fieldShape(field: Field | undefined, { isInside = false } = {}): Shape {
  if (field === undefined) return whole
  return field.localized === true ? { kind: 'locales', of: valueShape(field, false) } : valueShape(field, isInside || isItemList(field))
}

function valueShape(field: Field, isNoneWhenEmpty: boolean): Shape {
  const { kind, many } = field
  if (isItemList(field)) return { kind: 'items', keyOf: itemKey, isNoneWhenEmpty, of: (ours, theirs) => blockShape(field, ours, theirs) }
  if (kind === 'component') return componentShape(componentTypesOf(field)[0])
  if (kind === 'richText') return { ...richTextShape, isNoneWhenEmpty }
  const keyOf = many === true ? choiceKeys[kind] : undefined
  return keyOf === undefined ? whole : { kind: 'items', keyOf, of: () => whole, isNoneWhenEmpty }
}

/** What an item of a list of choices is told by. */
const choiceKeys: Partial<Record<Field['kind'], Items['keyOf']>> = {
  reference: (item) => textIn(item, '_ref'),
  media: (item) => textIn(item, '_media'),
  enum: (item) => (typeof item === 'string' ? item : null),
}

/** Items of different blocks can't be taken apart, though they have one key. */
function blockShape(field: Field, ours: Json, theirs: Json): Shape {
  const [one, other] = [textIn(ours, '_block'), textIn(theirs, '_block')]
  if (one !== other) return whole
  const types = componentTypesOf(field)
  return componentShape(field.kind === 'blocks' ? types.find(({ id }) => id === one) : types[0])
}

function componentShape(type: ContentType | undefined): Members {
  const fields = new Map(type?.fields.map((field) => [field.id, field]))
  return { kind: 'members', names: [...fields.keys()], of: (member) => fieldShape(fields.get(member), { isInside: true }) }
}
