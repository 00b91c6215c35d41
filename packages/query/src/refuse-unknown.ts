import { componentTypesOf, type ContentType, type Field, isNested } from '@verso/model'
import { anyRequest, type IncludeTree, type InsideTrees, treesBelow, treesInside } from './include-tree.ts'
import { findField, leadsToEntries, type PlanContext } from './plan-context.ts'
import { checkChoice, type Choice, choiceInside } from './plan-selection.ts'

/** Refuses names to include that are no references of any of the types, in their components neither. */
export function refuseUnknownReferences(tree: IncludeTree, types: readonly ContentType[], context: PlanContext): void {
  for (const [name, child] of tree.children) {
    const fields = types.flatMap((type) => findField(type, name) ?? [])
    if (name === '*' || fields.some(leadsToEntries)) continue
    const at = anyRequest(child)?.at ?? { parameter: 'include' }
    const nested = fields.filter(isNested)
    // What readers may not see of the types below is the same to them as what isn't there.
    if (fields.length === 0) context.issues.add(at, 'unknown_field', `There is no field "${name}" to include`)
    else if (nested.length === 0 || child.request !== null)
      context.issues.add(at, 'not_a_reference', `"${name}" is not a reference, it comes by itself`)
    const blocks = nested.filter((field) => field.kind === 'blocks').flatMap(componentTypesOf)
    const components = nested.filter((field) => field.kind !== 'blocks').flatMap(componentTypesOf)
    if (nested.length > 0 && blocks.length === 0) refuseUnknownReferences(child, components, context)
    else if (nested.length > 0) refuseUnknownBlocks(child, blocks, context)
  }
}

function refuseUnknownBlocks(tree: IncludeTree, types: readonly ContentType[], context: PlanContext): void {
  for (const [name, child] of tree.children) {
    const named = types.filter((type) => type.name === name)
    const at = anyRequest(child)?.at ?? { parameter: 'include' }
    if (name === '*') continue
    if (named.length === 0) context.issues.add(at, 'unknown_field', `There is no block "${name}"`)
    else if (child.request !== null) context.issues.add(at, 'not_a_reference', `"${name}" is not a reference, it comes by itself`)
    else refuseUnknownReferences(child, named, context)
  }
}

interface Asked {
  /** The types whose names count as known. */
  known: readonly ContentType[]
  /** What is loaded below a name. */
  treesBelow: (name: string) => InsideTrees
  choice: Choice
}

/** Refuses names to show from inside of what has no fields inside, or isn't loaded. */
export function refuseNotIncluded(name: string, { known, treesBelow: below, choice }: Asked, context: PlanContext): void {
  const { issues } = context
  const parameter = choice.parameter
  const fields = known.flatMap((type) => findField(type, name) ?? [])
  const nested = fields.filter(isNested)
  const trees = below(name)
  if (fields.length === 0) issues.add({ parameter }, 'unknown_field', `There is no field "${name}"`)
  else if (nested.length === 0 && !fields.some(leadsToEntries)) issues.add({ parameter }, 'unknown_field', `"${name}" has no fields inside`)
  else if (nested.length === 0 && trees.named.length + trees.stars.length === 0)
    issues.add({ parameter }, 'not_included', `Include "${name}" to choose among its fields`)
  const tree = choice.tree.children.get(name)
  if (tree === undefined) return
  for (const field of nested) {
    for (const type of componentTypesOf(field).filter(({ name: block }) => field.kind !== 'blocks' || tree.children.has(block)))
      refuseInside(type, { asked: choiceInside(field, type, { ...choice, tree }), trees: treesInside(field, type, trees), context })
    if (field.kind === 'blocks') refuseUnknownNames(field, { ...choice, tree }, context)
  }
}

interface Within {
  asked: Choice
  trees: InsideTrees
  context: PlanContext
}

function refuseInside(type: ContentType, { asked, trees, context }: Within): void {
  checkChoice(asked, [type], context)
  for (const name of asked.tree.children.keys())
    refuseNotIncluded(name, { known: [type], treesBelow: (inner) => treesBelow(inner, trees), choice: asked }, context)
}

function refuseUnknownNames(field: Field, { tree, parameter }: Choice, { issues }: PlanContext): void {
  const blocks = componentTypesOf(field).map((type) => type.name)
  for (const name of [...tree.names, ...tree.children.keys()]) {
    if (!blocks.includes(name)) issues.add({ parameter }, 'unknown_field', `There is no block "${name}"`)
  }
}
