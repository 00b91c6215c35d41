import { argumentsOf, type AskedField, fieldsIn, type Reading, typeBelow } from './document-fields.ts'
import { type GraphRead, readOf } from './graph-read.ts'
import { type Planning, planEntry, shapeAt } from './plan-selections.ts'
import type { Shape } from './shown.ts'
import { newVariant, type ReadCount } from './variants.ts'

/** A field of the root that gives entries of whichever types: by their ids, or the one that lives at a path. */
export interface AcrossRoot {
  key: string
  read: 'entries' | 'path'
  /** Of `entries`, in the order in which they are given; of a path they are found. */
  ids: readonly string[]
  /** What `resolve` is asked with, by the names of its parameters; null for `entries`. */
  question: Record<string, unknown> | null
  /** None where nothing is asked of the entries themselves. */
  reads: GraphRead[]
  shape: Shape
}

export type RootPlanning = Reading & { count: ReadCount; rows: { total: number } }

/** The reads of a field that is about entries of whichever types. All types are planned by one request, each taking of it what it has. */
export function planAcross(
  [first, ...others]: readonly [AskedField, ...AskedField[]],
  read: AcrossRoot['read'],
  planning: RootPlanning,
): AcrossRoot {
  const { ids = [], path, type, ...view } = argumentsOf(first, planning)
  const asked = ids as string[]
  const shape: Shape = { variant: 0, below: new Map() }
  // Finding out what lives at a path is a read as well.
  if (read === 'path') newVariant(planning.count)
  const gathering: Planning = { ...planning, variants: [newVariant(planning.count)], isSearch: false }
  const places = [first, ...others].flatMap((field) => (read === 'entries' ? [{ field, shape }] : entriesBelow(field, shape, planning)))
  const rows = read === 'entries' ? Math.max(1, asked.length) : 1
  for (const { field, shape: at } of places) {
    const below = typeBelow(field, planning)
    if (field.node.selectionSet !== undefined && below !== undefined)
      planEntry(field.node.selectionSet, below.name, { planning: gathering, shape: at, rows })
  }
  // By these they are put in their places, and told apart.
  for (const variant of gathering.variants) for (const name of ['_id', '_type']) variant.select.add(name)
  const parameters = read === 'entries' ? { ...view, ids: [...new Set(asked)] } : view
  return {
    ...{ key: first.key, read, ids: asked, shape },
    question: read === 'entries' ? null : { ...view, path, ...(type === undefined ? {} : { type }) },
    reads:
      places.length === 0 || (read === 'entries' && asked.length === 0) ? [] : gathering.variants.map((one) => readOf(one, parameters)),
  }
}

/** Where a selection on what a path leads to asks for the entry itself. */
function entriesBelow(asked: AskedField, shape: Shape, planning: RootPlanning): { field: AskedField; shape: Shape }[] {
  const type = typeBelow(asked, planning)
  if (asked.node.selectionSet === undefined || type === undefined) return []
  return [...fieldsIn(asked.node.selectionSet, type.name, planning)].flatMap((field) =>
    planning.graph.meanings.get(field.typeName, field.node.name.value)?.kind === 'entry'
      ? [{ field, shape: shapeAt(field, shape, 0) }]
      : [],
  )
}
