import type { ConflictKind, Content, ContentType, Json } from '@verso/model'
import type { Fact } from './facts.ts'
import { fieldShape } from './field-shape.ts'
import type { Sides } from './judge.ts'
import { type Findings, memberOf, mergeValue, namesIn, objectsOf } from './merge-value.ts'
import { type ContentPath, conflictPath, mergedPath, type Place } from './place.ts'
import { membersOf, type NestedObject, type Shape } from './shape.ts'

/** A value that both sides changed, or that ours can't have. Null stands for a value that isn't there. */
export interface Conflict extends ContentPath {
  kind: ConflictKind
  base: Json
  mine: Json
  theirs: Json
}

/** What two people made of one state: `ours` is what is being saved, `theirs` what has been stored meanwhile. */
export type Versions = Sides<Content>

export interface Merged {
  /** Theirs with our changes; at a conflict it keeps theirs, which is what is stored. */
  content: Content
  conflicts: Conflict[]
  /** Where they changed what we didn't: what came in beside our own changes, by its place in the content. */
  merged: ContentPath[]
}

/**
 * Three-way merge by value: changes of different values both stay, equal changes agree, and two changes of one value are a conflict, never
 * a silent choice. A localised field is merged locale by locale, components field by field, lists item by item (told by key, or by the
 * entry, file or option that they name) with their order as a value of its own, rich text block by block and span by span. Values of ours
 * that a fact speaks against are conflicts too.
 */
export function mergeContent(versions: Versions, type: Pick<ContentType, 'fields'>, facts: readonly Fact[] = []): Merged {
  const found: Findings = { facts, conflicts: [], merged: [] }
  const sides = { base: membersOf(versions.base), ours: membersOf(versions.ours), theirs: membersOf(versions.theirs) }
  const content: Content = {}
  for (const fieldId of inOrderOf(type, namesIn(sides))) {
    const shape = fieldShape(type.fields.find(({ id }) => id === fieldId))
    const value = mergeField(memberOf(sides, fieldId), { shape, fieldId, found })
    if (value !== null) content[fieldId] = value
  }
  return {
    content,
    conflicts: found.conflicts.map(({ place, ...conflict }) => ({ ...conflictPath(place), ...conflict })),
    merged: distinct(found.merged.map(mergedPath)),
  }
}

/** Fields in the order of the type, so that conflicts are told as they stand in a form; what the type doesn't know comes last. */
function inOrderOf({ fields }: Pick<ContentType, 'fields'>, ids: readonly string[]): string[] {
  const known = fields.flatMap(({ id }) => (ids.includes(id) ? [id] : []))
  return [...known, ...ids.filter((id) => !known.includes(id))]
}

interface AboutField {
  shape: Shape
  fieldId: string
  found: Findings
}

/** A localised field is always looked at language by language, so that what came in is told by language too. */
function mergeField(sides: Sides<Json>, { shape, fieldId, found }: AboutField): Json {
  const place: Place = { fieldId, steps: [] }
  const maps = shape.kind === 'locales' ? objectsOf(sides, { mayBeNone: true }) : null
  if (shape.kind !== 'locales' || maps === null) return mergeValue(sides, { shape, place, found })
  const merged: NestedObject = {}
  for (const locale of namesIn(maps)) {
    const value = mergeValue(memberOf(maps, locale), { shape: shape.of, place: { ...place, locale }, found })
    if (value !== null) merged[locale] = value
  }
  return Object.keys(merged).length === 0 ? null : merged
}

function distinct(paths: ContentPath[]): ContentPath[] {
  return [...new Map(paths.map((path) => [JSON.stringify(path), path])).values()]
}
