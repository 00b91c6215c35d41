import { componentTypesOf, type Field, isNested, typesWithin } from '@verso/model'
import { type IncludeTree, type InsideTrees, treesBelow, treesInside } from './include-tree.ts'
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
  return stars.length === 0 ? [] : anywhere(field, stars, { choice, plan })
}

/** Deeper down only a `*` that is new there counts; those above reach it already. */
function planNewStars(field: Field, { trees, choice, plan }: Inside, path: readonly string[]): IncludePlan[] {
  const stars = trees.named.flatMap((tree) => tree.children.get('*') ?? [])
  return stars.length === 0 ? [] : anywhere(field, stars, { choice, plan }).map((one) => ({ ...one, inner: path.join('/') }))
}

function anywhere(field: Field, stars: readonly IncludeTree[], { choice, plan }: Pick<Inside, 'choice' | 'plan'>): IncludePlan[] {
  const all: Choice = { ...choice, mode: 'all', tree: emptyNames() }
  const references = typesWithin(field).flatMap((type) => type.fields.filter(leadsToEntries))
  return references.flatMap((reference) => {
    const found = plan(reference, { trees: stars, choice: all })
    return found === undefined ? [] : [{ ...found, anywhere: reference.id }]
  })
}
