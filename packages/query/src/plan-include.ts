import { type ContentType, type Field, isNested } from '@verso/model'
import { anyRequest, type IncludeTree, includeTree, type InsideTrees, namedTrees, treesOf } from './include-tree.ts'
import { limits } from './limits.ts'
import { emptyNames, nameTree } from './name-tree.ts'
import { leadsToEntries, type PlanContext, targetTypes } from './plan-context.ts'
import { planInside } from './plan-inside.ts'
import { checkChoice, type Choice, planSelection } from './plan-selection.ts'
import { choicesOfTypes, optionsOf, planPick, refuseListOptions } from './plan-pick.ts'
import type { IncludePlan, Selection } from './read-plan.ts'
import type { IncludeRequest, ReadRequest } from './read-request.ts'
import { refuseNotIncluded, refuseUnknownReferences } from './refuse-unknown.ts'

export interface Level {
  selection: Record<string, Selection>
  include: Record<string, IncludePlan[]>
}

interface LevelContext extends PlanContext {
  nodes: { count: number }
  /** Steps that the conditions of all options may take along paths. */
  budget: { left: number }
  /** How many references the level stands behind. */
  depth: number
}

/** What an answer shows and loads, from the entry down through the references that are included, for each type that may stand at a place. */
export function planShown(request: Pick<ReadRequest, 'select' | 'omit' | 'include'>, context: PlanContext): Level {
  const mode = request.select !== null ? 'select' : request.omit !== null ? 'omit' : 'all'
  const choice: Choice = { mode, tree: nameTree(request.select ?? request.omit ?? []), parameter: mode === 'omit' ? 'omit' : 'select' }
  const known = context.acrossTypes === true ? context.model.types.filter((type) => type.kind !== 'component') : [context.type]
  return planLevel(
    [context.type],
    { known, trees: [includeTree(request.include, context)], choice },
    { ...context, nodes: { count: 0 }, budget: { left: limits.plannedConditions }, depth: 0 },
  )
}

interface Asked {
  /** The types whose names count as known. */
  known: readonly ContentType[]
  /** Several, where a name and `*` both lead here. */
  trees: readonly IncludeTree[]
  choice: Choice
  /** What is chosen of single types, by id; the others go by `choice`. */
  choices?: ReadonlyMap<string, Choice>
}

function planLevel(types: readonly ContentType[], { known, trees, choice, choices }: Asked, context: LevelContext): Level {
  for (const tree of trees) refuseUnknownReferences(tree, known, context)
  refuseUnknownChoice({ known, trees, choice }, context)
  const level: Level = { selection: {}, include: {} }
  for (const type of types) {
    const own = choices?.get(type.id)
    if (own !== undefined) refuseUnknownChoice({ known: [type], trees, choice: own }, context)
    const selection = planSelection(type, own ?? choice)
    level.selection[type.id] = selection
    level.include[type.id] = type.fields
      .filter((field) => selection.fields.includes(field.id))
      .flatMap((field) => planField(field, { trees, choice: own ?? choice }, context))
  }
  return level
}

function refuseUnknownChoice({ known, trees, choice }: Omit<Asked, 'choices'>, context: LevelContext): void {
  checkChoice(choice, known, context)
  const below = (name: string): InsideTrees => ({ named: namedTrees(name, trees), stars: namedTrees('*', trees) })
  for (const name of choice.tree.children.keys()) refuseNotIncluded(name, { known, treesBelow: below, choice }, context)
}

function planField(field: Field, { trees, choice }: Omit<Asked, 'known'>, context: LevelContext): IncludePlan[] {
  if (leadsToEntries(field)) return [planReference(field, { trees: treesOf(field.name, trees), choice }, context) ?? []].flat()
  if (!isNested(field)) return []
  const below = choice.tree.names.has(field.name) ? undefined : choice.tree.children.get(field.name)
  return planInside(field, {
    trees: { named: namedTrees(field.name, trees), stars: namedTrees('*', trees) },
    choice: below === undefined ? { ...choice, mode: 'all', tree: emptyNames() } : { ...choice, tree: below },
    plan: (inner, asked) => planReference(inner, asked, context),
  })
}

function planReference(field: Field, { trees, choice }: Omit<Asked, 'known'>, context: LevelContext): IncludePlan | undefined {
  const [tree] = trees
  if (tree === undefined) return undefined
  if (context.depth >= limits.includeDepth) {
    const at = anyRequest(tree)?.at ?? { parameter: 'include' }
    return context.issues.add(at, 'query_too_large', `References are included up to ${limits.includeDepth} levels deep`)
  }
  context.nodes.count += 1
  if (context.nodes.count > limits.includeNodes)
    return context.issues.add({ parameter: 'include' }, 'query_too_large', `At most ${limits.includeNodes} references are included in all`)
  const request = optionsOf(trees)
  const isMany = field.many === true || field.kind === 'richText'
  const types = targetTypes(field, context.model)
  const below = request === null ? {} : choicesOfTypes(field.name, { choice, request, types }, context)
  const inner = planLevel(
    types,
    { known: types, trees, choice: choiceBelow(field.name, { choice, request }, context), ...below },
    { ...context, depth: context.depth + 1 },
  )
  if (request !== null) refuseListOptions(field, request, context)
  const pick = request === null ? undefined : planPick(request, types, context)
  return {
    fieldId: field.id,
    localized: field.localized === true,
    many: isMany,
    typeIds: types.map((type) => type.id),
    ...inner,
    limit: isMany ? (request?.limit ?? limits.includedTargets) : 1,
    ...(pick === undefined ? {} : { pick }),
  }
}

function choiceBelow(
  name: string,
  { choice, request }: { choice: Choice; request: IncludeRequest | null },
  { issues }: PlanContext,
): Choice {
  const child = choice.tree.children.get(name)
  if (request !== null && request.select !== null) {
    if (child !== undefined) issues.add(request.at, 'conflicting_parameters', `The fields of "${name}" are chosen twice`)
    return { mode: 'select', tree: nameTree(request.select), parameter: `include[${request.path}][select]` }
  }
  return child === undefined ? { mode: 'all', tree: nameTree([]), parameter: choice.parameter } : { ...choice, tree: child }
}
