import { componentTypesOf, type ContentType, type Field, isNested, typesWithin } from '@verso/model'
import { type IncludeTree, type InsideTrees, namedTrees, treesBelow, treesInside } from './include-tree.ts'
import { emptyNames } from './name-tree.ts'
import { leadsToEntries } from './plan-context.ts'
import { type Choice, choiceInside } from './plan-selection.ts'
import type { IncludePlan } from './read-plan.ts'

/** Plans what is loaded of one reference field; undefined where nothing asks for it. */
type PlanReference = (field: Field, asked: { trees: readonly IncludeTree[]; choice: Choice }) => IncludePlan | undefined

interface Inside {
  trees: InsideTrees
  choice: Choice
  plan: PlanReference
}

/**
 * What is loaded inside the components or blocks of a field: where a path names the place, for that place; by a `*`, each reference field
 * once for wherever it stands, since components may hold themselves.
 */
export function planInside(field: Field, { trees, choice, plan }: Inside): IncludePlan[] {
  const plans = [...planStars(field, { trees, choice, plan }), ...planNamed(field, { trees, choice, plan }, [])]
  return plans.map((one) => ({ ...one, fieldId: field.id }))
}

function planNamed(field: Field, { trees, choice, plan }: Inside, ids: readonly string[]): IncludePlan[] {
  return componentTypesOf(field).flatMap((type) => {
    const here = treesInside(field, type, trees)
    const chosen = choiceInside(field, type, choice)
    const steps = [...ids, ...(field.kind === 'blocks' ? [type.id] : [])]
    return type.fields.flatMap((inner): IncludePlan[] => {
      const below = treesBelow(inner.name, here)
      const names = chosen.tree.children.get(inner.name)
      if (below.named.length === 0 && names === undefined) return []
      const path = [...steps, inner.id]
      const isShown = chosen.mode !== 'select' || chosen.tree.names.has(inner.name) || names !== undefined
      if (!isShown) return []
      if (leadsToEntries(inner)) return at(plan(inner, { trees: [...below.named, ...here.stars], choice: chosen }), path)
      if (!isNested(inner)) return []
      const deeper: Choice = names === undefined ? { ...chosen, mode: 'all', tree: emptyNames() } : { ...chosen, tree: names }
      return [
        ...planNewStars(inner, { trees: below, choice: deeper, plan }, path),
        ...planNamed(inner, { trees: below, choice: deeper, plan }, path),
      ]
    })
  })
}

function at(plan: IncludePlan | undefined, path: readonly string[]): IncludePlan[] {
  return plan === undefined ? [] : [{ ...plan, inner: path.join('/') }]
}

/** A `*` that stands directly below this field, or above it: each reference field within once. */
function planStars(field: Field, { trees, choice, plan }: Inside): IncludePlan[] {
  const stars = [...trees.stars, ...trees.named.flatMap((tree) => tree.children.get('*') ?? [])]
  const whole = stars.length === 0 ? [] : anywhere(typesWithin(field), stars, { choice, plan })
  return [...blockStars(field, { trees, choice, plan }, []), ...whole]
}

/** Deeper down only a `*` that is new there counts; those above reach it already. */
function planNewStars(field: Field, { trees, choice, plan }: Inside, path: readonly string[]): IncludePlan[] {
  const stars = trees.named.flatMap((tree) => tree.children.get('*') ?? [])
  const whole = stars.length === 0 ? [] : anywhere(typesWithin(field), stars, { choice, plan })
  return [...blockStars(field, { trees, choice, plan }, path), ...whole.map((one) => ({ ...one, inner: path.join('/') }))]
}

/** A `*` behind the name of a block reaches what is inside of blocks of that name. */
function blockStars(field: Field, { trees, choice, plan }: Inside, path: readonly string[]): IncludePlan[] {
  if (field.kind !== 'blocks') return []
  return componentTypesOf(field).flatMap((type) => {
    const stars = namedTrees(type.name, trees.named).flatMap((tree) => tree.children.get('*') ?? [])
    const types = [...new Set([type, ...type.fields.filter(isNested).flatMap(typesWithin)])]
    const inner = [...path, type.id].join('/')
    return stars.length === 0 ? [] : anywhere(types, stars, { choice, plan }).map((one) => ({ ...one, inner }))
  })
}

function anywhere(
  types: readonly ContentType[],
  stars: readonly IncludeTree[],
  { choice, plan }: Pick<Inside, 'choice' | 'plan'>,
): IncludePlan[] {
  const all: Choice = { ...choice, mode: 'all', tree: emptyNames() }
  const references = types.flatMap((type) => type.fields.filter(leadsToEntries))
  return references.flatMap((reference) => {
    const found = plan(reference, { trees: stars, choice: all })
    return found === undefined ? [] : [{ ...found, anywhere: reference.id }]
  })
}
