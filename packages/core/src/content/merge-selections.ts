import type { ContentType } from '@verso/model'
import type { InsideSelection, Selection } from '@verso/query'

/** Everything that any of the selections of a type gives, in the order of the model. */
export function mergeSelections(selections: readonly Selection[], type: ContentType): Selection {
  const { fields, ...inside } = mergeShown(selections)
  const inOrder = type.fields.flatMap(({ id }) => (fields.includes(id) ? [id] : []))
  return { system: together(selections.map(({ system }) => system)), fields: inOrder, ...inside }
}

type Shown = Pick<Selection, 'fields' | 'inside'>

function mergeShown(selections: readonly Shown[]): Shown {
  const inside = mergeInside(selections)
  return { fields: together(selections.map(({ fields }) => fields)), ...(Object.keys(inside).length === 0 ? {} : { inside }) }
}

/** Inside of a field something is left out only where every selection that shows the field leaves out something. */
function mergeInside(selections: readonly Shown[]): InsideSelection {
  const merged = together(selections.map(({ fields }) => fields)).flatMap((fieldId) => {
    const showing = selections.filter(({ fields }) => fields.includes(fieldId))
    const inside = showing.map((one) => one.inside?.[fieldId]).filter((one) => one !== undefined)
    return inside.length < showing.length ? [] : [[fieldId, mergeTypes(inside)] as const]
  })
  return Object.fromEntries(merged)
}

/** A component type that isn't named gives all that it has. */
function mergeTypes(inside: readonly InsideSelection[string][]): InsideSelection[string] {
  const [first = {}, ...others] = inside
  const named = Object.keys(first).filter((typeId) => others.every((one) => one[typeId] !== undefined))
  return Object.fromEntries(named.map((typeId) => [typeId, mergeShown(inside.flatMap((one) => one[typeId] ?? []))]))
}

function together(lists: readonly (readonly string[])[]): string[] {
  return [...new Set(lists.flat())]
}
