import type { ContentType, Field } from '@verso/model'
import { limits } from './limits.ts'
import { nameTree } from './name-tree.ts'
import { findField, type PlanContext, targetTypes } from './plan-context.ts'
import { checkChoice, type Choice, planSelection } from './plan-selection.ts'
import type { IncludePlan, Selection } from './read-plan.ts'
import type { IncludeRequest, ReadRequest } from './read-request.ts'

/** What is asked to be loaded at one level: references by name, or `*` for every one. */
interface IncludeTree {
  children: Map<string, IncludeTree>
  /** The request that ends here, with its options. */
  request: IncludeRequest | null
}

export interface Level {
  selection: Record<string, Selection>
  include: Record<string, IncludePlan[]>
}

interface LevelContext extends PlanContext {
  nodes: { count: number }
}

/** What an answer shows and loads, from the entry down through the references that are included, for each type that may stand at a place. */
export function planShown(request: Pick<ReadRequest, 'select' | 'omit' | 'include'>, context: PlanContext): Level {
  const mode = request.select !== null ? 'select' : request.omit !== null ? 'omit' : 'all'
  const choice: Choice = { mode, tree: nameTree(request.select ?? request.omit ?? []), parameter: mode === 'omit' ? 'omit' : 'select' }
  const known = context.acrossTypes === true ? context.model.types : [context.type]
  return planLevel([context.type], { known, trees: [includeTree(request.include, context)], choice }, { ...context, nodes: { count: 0 } })
}

function includeTree(requests: readonly IncludeRequest[], { issues }: PlanContext): IncludeTree {
  const root: IncludeTree = { children: new Map(), request: null }
  for (const request of requests) {
    const segments = request.path.split('.')
    if (segments.length > limits.includeDepth) {
      issues.add(request.at, 'query_too_large', `References are included up to ${limits.includeDepth} levels deep`)
      continue
    }
    let tree = root
    for (const name of segments) {
      const next = tree.children.get(name) ?? { children: new Map(), request: null }
      tree.children.set(name, next)
      tree = next
    }
    tree.request = request
  }
  return root
}

interface Asked {
  /** The types whose names count as known. */
  known: readonly ContentType[]
  /** Several, where a name and `*` both lead here. */
  trees: readonly IncludeTree[]
  choice: Choice
}

function planLevel(types: readonly ContentType[], { known, trees, choice }: Asked, context: LevelContext): Level {
  checkChoice(choice, known, context)
  for (const tree of trees) refuseUnknownReferences(tree, known, context)
  for (const name of choice.tree.children.keys()) refuseNotIncluded(name, { known, trees, choice }, context)
  const level: Level = { selection: {}, include: {} }
  for (const type of types) {
    const selection = planSelection(type, choice)
    level.selection[type.id] = selection
    level.include[type.id] = type.fields
      .filter((field) => field.kind === 'reference' && selection.fields.includes(field.id))
      .flatMap((field) => planReference(field, { trees: treesOf(field.name, trees), choice }, context) ?? [])
  }
  return level
}

function treesOf(name: string, trees: readonly IncludeTree[]): IncludeTree[] {
  return trees.flatMap((tree) => [tree.children.get(name), tree.children.get('*')].filter((child) => child !== undefined))
}

function refuseUnknownReferences(tree: IncludeTree, types: readonly ContentType[], { issues }: PlanContext): void {
  for (const [name, child] of tree.children) {
    const fields = types.flatMap((type) => findField(type, name) ?? [])
    if (name === '*' || fields.some((field) => field.kind === 'reference')) continue
    const at = anyRequest(child)?.at ?? { parameter: 'include' }
    if (fields.length > 0) issues.add(at, 'not_a_reference', `"${name}" is not a reference, it comes by itself`)
    // What readers may not see of the types below is the same to them as what isn't there.
    else issues.add(at, 'unknown_field', `There is no field "${name}" to include`)
  }
}

function anyRequest(tree: IncludeTree): IncludeRequest | null {
  return tree.request ?? [...tree.children.values()].map((child) => anyRequest(child)).find((request) => request !== null) ?? null
}

function refuseNotIncluded(name: string, { known, trees, choice }: Asked, { issues }: PlanContext): void {
  const fields = known.flatMap((type) => findField(type, name) ?? [])
  if (fields.length === 0) issues.add({ parameter: choice.parameter }, 'unknown_field', `There is no field "${name}"`)
  else if (!fields.some((field) => field.kind === 'reference'))
    issues.add({ parameter: choice.parameter }, 'unknown_field', `"${name}" has no fields inside`)
  else if (treesOf(name, trees).length === 0)
    issues.add({ parameter: choice.parameter }, 'not_included', `Include "${name}" to choose among its fields`)
}

function planReference(field: Field, { trees, choice }: Omit<Asked, 'known'>, context: LevelContext): IncludePlan | undefined {
  if (trees.length === 0) return undefined
  context.nodes.count += 1
  if (context.nodes.count > limits.includeNodes)
    return context.issues.add({ parameter: 'include' }, 'query_too_large', `At most ${limits.includeNodes} references are included in all`)
  const request = trees
    .map((tree) => tree.request)
    .find((candidate) => candidate !== null && (candidate.limit !== null || candidate.select !== null))
  const isMany = field.many === true
  if (request?.limit !== undefined && request.limit !== null && !isMany && !request.path.endsWith('*')) {
    context.issues.add(request.at, 'operator_not_allowed', `"${field.name}" leads to one entry; only a list has a limit`)
  }
  const types = targetTypes(field, context.model)
  const inner = planLevel(types, { known: types, trees, choice: choiceBelow(field.name, { choice, request }, context) }, context)
  return {
    fieldId: field.id,
    localized: field.localized === true,
    many: isMany,
    typeIds: types.map((type) => type.id),
    ...inner,
    limit: isMany ? (request?.limit ?? limits.includedTargets) : 1,
  }
}

function choiceBelow(
  name: string,
  { choice, request }: { choice: Choice; request: IncludeRequest | null | undefined },
  { issues }: PlanContext,
): Choice {
  const child = choice.tree.children.get(name)
  if (request?.select !== undefined && request.select !== null) {
    if (child !== undefined) issues.add(request.at, 'conflicting_parameters', `The fields of "${name}" are chosen twice`)
    return { mode: 'select', tree: nameTree(request.select), parameter: `include[${request.path}][select]` }
  }
  return child === undefined ? { mode: 'all', tree: nameTree([]), parameter: choice.parameter } : { ...choice, tree: child }
}
