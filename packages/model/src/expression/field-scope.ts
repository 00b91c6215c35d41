import type { ContentType, Field } from '../content-type.ts'
import type { FieldPath } from './expression-node.ts'
import { type ValueType, valueTypeOf } from './value-type.ts'

/** A field that an expression may look at, found by its names or ids. */
export interface FoundField {
  ids: string[]
  names: string[]
  field: Field
  type: ValueType
  /** Whether its value is another in another language. */
  localized: boolean
}

export interface FieldScope {
  fields: readonly Field[]
  /** The type that a component field holds; undefined where it holds several items, or isn't one. */
  componentOf: (field: Field) => Pick<ContentType, 'fields'> | undefined
  /** Types of computed fields, as far as they are known yet. */
  computed: ReadonlyMap<string, ValueType>
  /** Ids by the names that fields had until now: who renames one field need not write the others anew. */
  renamed?: ReadonlyMap<string, string>
}

/** The field at a path; null where there is none. Paths lead into components that are there once, at any depth. */
export function findField(scope: FieldScope, { by, segments }: FieldPath): FoundField | null {
  const found: Field[] = []
  let among: readonly Field[] | undefined = scope.fields
  for (const segment of segments) {
    const field: Field | undefined = found.length === 0 ? ownField(scope, by, segment) : among?.find((inner) => inner[by] === segment)
    if (field === undefined) return null
    found.push(field)
    among = field.many === true ? undefined : scope.componentOf(field)?.fields
  }
  const field = found.at(-1)
  if (field === undefined) return null
  const type = field.kind === 'computed' ? (found.length === 1 ? scope.computed.get(field.id) : undefined) : valueTypeOf(field)
  if (type === undefined) return null
  return {
    ids: found.map(({ id }) => id),
    names: found.map(({ name }) => name),
    field,
    type,
    localized: found.some(({ localized }) => localized === true),
  }
}

/** A field of the type itself. */
export function ownField(
  { fields, renamed }: Pick<FieldScope, 'fields' | 'renamed'>,
  by: FieldPath['by'],
  segment: string,
): Field | undefined {
  const known = fields.find((field) => field[by] === segment)
  return known ?? (by === 'name' ? fields.find((field) => field.id === renamed?.get(segment)) : undefined)
}
