import { type ContentType, componentTypes, type Field } from '../content-type.ts'
import type { Json } from '../json.ts'
import { typeExpressions, withOwnComputed } from './type-expressions.ts'

/** A type as the API gives it: names stand where the model has ids. */
interface NamedType {
  name: string
  fields: readonly Field[]
}

/**
 * The fields that a form shows: all but those whose `showIf` doesn't hold for the values that it has, by name, of one language. Types are
 * as the API gives them; `components` are those that the type's fields may hold. Where a condition looks at what is missing, it doesn't hold.
 */
export function shownFields(type: NamedType, values: Record<string, Json>, components: readonly NamedType[] = []): Field[] {
  const named = byName(type, components)
  const { shown } = typeExpressions(named)
  const whole = withOwnComputed(named, values)
  return type.fields.filter((field) => {
    const condition = shown.get(field.name)
    return condition === undefined || condition(whole) === true
  })
}

const kept = new WeakMap<NamedType, { components: readonly NamedType[]; named: ContentType }>()

/** The type with names in the place of ids, so that values are found by them. */
function byName(type: NamedType, components: readonly NamedType[]): ContentType {
  const known = kept.get(type)
  if (known?.components === components) return known.named
  const all = new Map(
    [...components, type].map((one) => [one.name, { ...bare, id: one.name, name: one.name, label: one.name, fields: fieldsOf(one) }]),
  )
  for (const { fields } of all.values())
    for (const field of fields) field[componentTypes] = (field.components ?? []).flatMap((name) => all.get(name) ?? [])
  const named = all.get(type.name) ?? { ...bare, id: type.name, name: type.name, label: type.name, fields: fieldsOf(type) }
  kept.set(type, { components, named })
  return named
}

const bare = { kind: 'component' } as const

function fieldsOf({ fields }: NamedType): Field[] {
  return fields.map((field) => ({ ...field, id: field.name }))
}
