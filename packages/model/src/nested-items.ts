import type { ContentType, Field } from './content-type.ts'
import type { Json } from './json.ts'
import { componentTypesOf } from './link-types.ts'
import { isPlainObject } from './plain-object.ts'

/** A value inside a component or block, by field id. */
export interface NestedValue {
  [member: string]: Json
}

/** One component or block in the value of a field, in the stored form. */
export interface NestedItem {
  /** The component type that it is of. */
  type: ContentType
  value: NestedValue
  /** Its place in the list; null for a component that stands alone. */
  index: number | null
  /** Ids between that of the field and those inside: the component type's for a block, else none. */
  steps: readonly string[]
}

/** Whether values of the field hold fields of their own. */
export function isNested({ kind }: Pick<Field, 'kind'>): boolean {
  return kind === 'component' || kind === 'blocks'
}

/** Whether the field holds a list of components or blocks, each with a key. */
export function isItemList({ kind, many }: Pick<Field, 'kind' | 'many'>): boolean {
  return kind === 'blocks' || (kind === 'component' && many === true)
}

/** The components or blocks that a value of one locale holds; what isn't one, or is of a type that the field doesn't take, is passed over. */
export function nestedItems(field: Field, value: Json | undefined): NestedItem[] {
  if (value === undefined || value === null) return []
  if (!isItemList(field)) return nestedItem(field, value, null)
  return (Array.isArray(value) ? value : [value]).flatMap((item, index) => nestedItem(field, item, index))
}

/** The same value with each component or block replaced. */
export function mapItems(field: Field, value: Json, map: (item: NestedItem) => NestedValue): Json {
  const items = new Map(nestedItems(field, value).map((item) => [item.value as unknown, item]))
  const mapOne = (one: Json): Json => {
    const item = items.get(one)
    return item === undefined ? one : map(item)
  }
  return Array.isArray(value) ? value.map(mapOne) : mapOne(value)
}

function nestedItem(field: Field, value: Json, index: number | null): NestedItem[] {
  if (!isPlainObject(value)) return []
  const types = componentTypesOf(field)
  const type = field.kind === 'blocks' ? types.find(({ id }) => id === value._block) : types[0]
  if (type === undefined) return []
  return [{ type, value: value as NestedValue, index, steps: field.kind === 'blocks' ? [type.id] : [] }]
}

// Fields live as long as their model.
const reachable = new WeakMap<Field, readonly ContentType[]>()

/** Every component type that a value of the field may hold at some depth, each once. */
export function typesWithin(field: Field): readonly ContentType[] {
  const known = reachable.get(field)
  if (known !== undefined) return known
  const found = new Set<ContentType>(componentTypesOf(field))
  // A set is walked in the order of insertion, also through what is added meanwhile.
  for (const type of found) for (const inner of type.fields) for (const one of componentTypesOf(inner)) found.add(one)
  const types = [...found]
  reachable.set(field, types)
  return types
}

/** The type's own fields and those that stand inside its components at some depth. */
export function allFields(type: ContentType): Field[] {
  return [...type.fields, ...type.fields.flatMap((field) => typesWithin(field).flatMap((inner) => inner.fields))]
}

/** Whether some value of the type differs by locale: in a localised field, or inside a component of a shared one. */
export function isLocalizedType(type: ContentType): boolean {
  return type.fields.some((field) => field.localized === true || holdsLocalized(field))
}

/** Whether a shared component or blocks field holds localised fields at some depth. */
export function holdsLocalized(field: Field): boolean {
  return field.localized !== true && typesWithin(field).some((type) => type.fields.some((inner) => inner.localized === true))
}
