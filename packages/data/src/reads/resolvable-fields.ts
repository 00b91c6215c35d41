import { type Field, fieldKinds, flatType, isNested, type Model, typesWithin } from '@verso/model'
import type { Selection } from '@verso/query'

/** What a value leads to: entries, files, both (as rich text does), or whatever stands inside its components. */
type ResolvableKind = 'reference' | 'media' | 'richText' | 'inside'

interface ResolvableField {
  field: Field
  kind: ResolvableKind
  /** Whether a value may lead to entries. */
  leadsToEntries: boolean
}

/** Fields whose values lead to entries or files, by id. */
export type Resolvable = ReadonlyMap<string, ResolvableField>

export interface FieldPosition extends ResolvableField {
  /** Which piece of a body holds the field's value. */
  position: number
}

// A model lives as long as its version is the current one; what is worked out from it is kept beside it.
const byModel = new WeakMap<Model, Resolvable>()

export function resolvableFields(model: Model): Resolvable {
  const known = byModel.get(model)
  if (known !== undefined) return known
  const fields = new Map<string, ResolvableField>()
  // Bodies hold the content of one locale.
  for (const field of model.types.flatMap((type) => flatType(type).fields)) {
    const kinds = isNested(field) ? typesWithin(field).flatMap((type) => type.fields.map(ownKind)) : [ownKind(field)]
    const [kind] = kinds.filter((one) => one !== undefined)
    if (kind === undefined) continue
    const leadsToEntries = kinds.some((one) => one === 'reference' || one === 'richText')
    fields.set(field.id, { field, kind: isNested(field) ? 'inside' : kind, leadsToEntries })
  }
  byModel.set(model, fields)
  return fields
}

function ownKind({ kind }: Field): ResolvableKind | undefined {
  const { resolution } = fieldKinds[kind]
  return kind === 'richText' ? 'richText' : resolution === 'none' ? undefined : resolution
}

/** The selected fields that lead to entries. */
export function linkFields({ fields: selected }: Selection, fields: Resolvable): string[] {
  return selected.filter((id) => fields.get(id)?.leadsToEntries === true)
}

// Plans live for one read only, layouts for as long as the process: the inner map goes with the plan.
const bySelection = new WeakMap<Selection, Map<string[], FieldPosition[]>>()

/** Where in bodies of a layout the selected fields stand that lead somewhere. */
export function positionsOf(layout: string[], selection: Selection, fields: Resolvable): FieldPosition[] {
  const byLayout = bySelection.get(selection) ?? new Map<string[], FieldPosition[]>()
  bySelection.set(selection, byLayout)
  const known = byLayout.get(layout)
  if (known !== undefined) return known
  const positions = selection.fields.flatMap((fieldId) => {
    const found = fields.get(fieldId)
    const position = layout.indexOf(fieldId)
    return found === undefined || position === -1 ? [] : [{ ...found, position }]
  })
  byLayout.set(layout, positions)
  return positions
}
