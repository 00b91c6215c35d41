import { type Field, isItemList, isNested, type Json, type NestedItem, nestedItems } from '@verso/model'
import { includedAt, type IncludePlan, type InsideSelection } from '@verso/query'

/** A field with components, and what is given and loaded inside it. */
export interface NestedOut {
  field: Field
  /** The selection that the field stands in. */
  selection: { inside?: InsideSelection }
  /** The references to load inside, at any depth, by each way that leads to the entry. */
  ways: readonly (readonly IncludePlan[])[]
  /** Of a field that itself stands inside: the ids on the way to it, joined by `/`. */
  inner?: string
  /** Id of the entry's own field that holds it all; absent for that field itself. */
  fieldId?: string
}

/** How a reference is loaded, by each way that leads to the entry; undefined where it isn't. */
export type Includes = readonly (IncludePlan | undefined)[]

/** One field inside a component, with how it is loaded if it is a reference. */
export interface InsideOut {
  field: Field
  includes: Includes
}

/** Writes the JSON text of a value that holds no components. */
export type RenderInside = (value: Json | undefined, out: InsideOut) => string

/** The JSON text of components or blocks: their own members first, then their fields by name, in the order of the model. */
export function renderNested(value: Json | undefined, out: NestedOut, render: RenderInside): string {
  const texts = nestedItems(out.field, value).map((item) => renderItem(item, out, render))
  return isItemList(out.field) ? `[${texts.join(',')}]` : (texts[0] ?? 'null')
}

function renderItem({ type, value, steps }: NestedItem, out: NestedOut, render: RenderInside): string {
  const { field, selection, ways, fieldId = field.id } = out
  const chosen = selection.inside?.[field.id]?.[type.id]
  const parts = typeof value._key === 'string' ? [`"_key":${JSON.stringify(value._key)}`] : []
  if (field.kind === 'blocks') parts.push(`"_block":"${type.name}"`)
  for (const inside of type.fields) {
    if (chosen !== undefined && !chosen.fields.includes(inside.id)) continue
    const inner = [...(out.inner === undefined ? [] : [out.inner]), ...steps, inside.id].join('/')
    const text = isNested(inside)
      ? renderNested(value[inside.id], { field: inside, selection: chosen ?? {}, ways, inner, fieldId }, render)
      : render(value[inside.id], { field: inside, includes: ways.map((include) => includedAt(include, { fieldId, inner })) })
    parts.push(`"${inside.name}":${text}`)
  }
  return `{${parts.join(',')}}`
}
