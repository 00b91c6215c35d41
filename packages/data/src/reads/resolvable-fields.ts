import { fieldKinds, type Model } from '@verso/model'
import type { Selection } from '@verso/query'

type ResolvableKind = 'reference' | 'media' | 'richText'

/** Fields whose values lead to entries or files, by id. */
export type Resolvable = ReadonlyMap<string, ResolvableKind>

export interface FieldPosition {
  fieldId: string
  /** Which piece of a body holds the field's value. */
  position: number
  kind: ResolvableKind
}

// A model lives as long as its version is the current one; what is worked out from it is kept beside it.
const byModel = new WeakMap<Model, Resolvable>()

export function resolvableFields(model: Model): Resolvable {
  const known = byModel.get(model)
  if (known !== undefined) return known
  const fields = new Map<string, ResolvableKind>()
  for (const { id, kind } of model.types.flatMap((type) => type.fields)) {
    const { resolution } = fieldKinds[kind]
    if (kind === 'richText') fields.set(id, 'richText')
    else if (resolution !== 'none') fields.set(id, resolution)
  }
  byModel.set(model, fields)
  return fields
}

/** The selected fields that lead to entries. */
export function linkFields({ fields: selected }: Selection, fields: Resolvable): string[] {
  return selected.filter((id) => fields.get(id) === 'reference' || fields.get(id) === 'richText')
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
    const kind = fields.get(fieldId)
    const position = layout.indexOf(fieldId)
    return kind === undefined || position === -1 ? [] : [{ fieldId, position, kind }]
  })
  byLayout.set(layout, positions)
  return positions
}
