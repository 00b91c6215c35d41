import { type ContentType, isItemList, itemTypeOf } from '@verso/model'
import { type FieldPlace, findPlace, isTooDeep, linkOf } from './field-place.ts'
import { fieldTarget, itemsTarget } from './field-target.ts'
import { limits } from './limits.ts'
import { isOperatorName, operators } from './operators.ts'
import { type PlanContext, targetTypes } from './plan-context.ts'
import type { Condition, FieldTarget, Target } from './read-plan.ts'
import type { FilterNode } from './read-request.ts'

type Quantified = FilterNode & { kind: 'quantified' }
type Compare = FilterNode & { kind: 'compare' }
/** What names a path. */
export type PathNode = Quantified | Compare

/** What conditions are about: an entry of a type, or one item of a list. */
export interface Subject {
  type: ContentType
  /** What a condition without a path compares: the item itself. */
  self?: Target
  /** An item inside an entry, which has no members of Verso's. */
  isItem?: boolean
  /** The item is the id of a file. */
  isFile?: boolean
}

interface Context extends PlanContext {
  budget: { left: number }
  missing: Map<PathNode, number> | null
}

/** How the conditions behind a quantifier are planned; handed in, since they may hold quantifiers again. */
export interface Lists<C extends Context> {
  planNode: (node: FilterNode, subject: Subject, context: C) => Condition | null
}

type Quantifying<C extends Context> = C & { lists: Lists<C> }

/**
 * `any`: one item meets all of what stands behind it. `none` is its exact negation, and `all` says that no item fails: both hold for a list
 * that is empty, or isn't there.
 */
export function planQuantified<C extends Context>(node: Quantified, { type, isItem }: Subject, context: Quantifying<C>): Condition | null {
  const segments = node.path.split('.')
  if (isTooDeep(type, segments))
    return context.issues.add(node.at, 'query_too_large', `A path has at most ${limits.pathDepth} parts`) ?? null
  const reached = { count: 0 }
  const found = someItem(segments, { type, isItem: isItem === true }, { ...context, node, reached })
  if (reached.count === 0) {
    if (context.missing === null) context.issues.add(node.at, 'unknown_field', `"${type.name}" has no field "${node.path}"`)
    else noteMissing(node, context.missing)
    return node.quantifier === 'any' ? nothing : everything
  }
  if (found === null) return null
  return node.quantifier === 'any' ? found : { kind: 'not', of: found }
}

const nothing: Condition = { kind: 'or', of: [] }
const everything: Condition = { kind: 'and', of: [] }

type Walking<C extends Context> = Quantifying<C> & {
  node: Quantified
  reached: { count: number }
}

/** Some item of the list at the path meets the condition, or for `all` fails it. */
function someItem<C extends Context>(segments: readonly string[], subject: Subject, context: Walking<C>): Condition | null {
  context.budget.left -= 1
  if (context.budget.left < 0) return null
  const place = findPlace(subject.type, segments)
  if (place === undefined) return null
  const { field, rest } = place
  if (field.kind === 'reference') return someTarget(place, context)
  if (rest.length > 0) return null
  context.reached.count += 1
  if (isItemList(field))
    return place.isListed ? throughList(segments, subject, context) : items(itemsTarget(place), itemsOf(place), context)
  const target = fieldTarget(place)
  if (!target.many) return notAList(context)
  return items(
    target,
    {
      type: { ...subject.type, fields: [] },
      isItem: true,
      self: { kind: 'item', comparison: target.comparison },
      isFile: field.kind === 'media',
    },
    context,
  )
}

function itemsOf({ field }: FieldPlace): Subject {
  return { type: itemTypeOf(field), isItem: true }
}

/** A list inside the items of another: some item of the outer has some item of the inner. */
function throughList<C extends Context>(segments: readonly string[], { type }: Subject, context: Walking<C>): Condition | null {
  for (const [index] of segments.entries()) {
    const outer = findPlace(type, segments.slice(0, index + 1))
    if (outer === undefined || outer.rest.length > 0 || !isItemList(outer.field)) continue
    const where = someItem(segments.slice(index + 1), itemsOf(outer), context)
    return where === null ? null : { kind: 'items', target: itemsTarget(outer), where }
  }
  return null
}

function notAList<C extends Context>({ issues, node }: Walking<C>): null {
  return issues.add(node.at, 'operator_not_allowed', `"${node.quantifier}" asks about lists, and "${node.path}" holds one value`) ?? null
}

function items<C extends Context>(target: FieldTarget, subject: Subject, context: Walking<C>): Condition | null {
  const where = itemCondition(subject, context)
  return where === null ? null : { kind: 'items', target, where }
}

function itemCondition<C extends Context>(subject: Subject, { node, lists, ...context }: Walking<C>): Condition | null {
  // The rest of a walking context is what the planner of conditions takes.
  const where = lists.planNode(node.of, subject, context as unknown as C)
  return where === null || node.quantifier !== 'all' ? where : { kind: 'not', of: where }
}

/** Some published, readable target; through one reference on the way to a list, or a list of references itself. */
function someTarget<C extends Context>(place: FieldPlace, context: Walking<C>): Condition | null {
  const { field, rest } = place
  const types = targetTypes(field, context.model)
  const isHere = rest.length === 0
  if (isHere) context.reached.count += 1
  if (isHere && field.many !== true && !place.isListed) return notAList(context)
  const missing = new Map<PathNode, number>()
  const alternatives = types.flatMap((type): Condition[] => {
    const where = isHere
      ? itemCondition({ type, self: { kind: 'system', column: 'id', comparison: 'id' } }, { ...context, missing })
      : someItem(rest, { type }, context)
    return where === null ? [] : [{ kind: 'related', ...linkOf(place), typeIds: [type.id], where }]
  })
  refuseMissing(missing, types, context)
  const [first = null] = alternatives
  return alternatives.length > 1 ? { kind: 'or', of: alternatives } : first
}

/** What a condition says of a type that lacks its path, when another type has it: the value is absent there. */
export function absentCompare(node: Compare, missing: Map<PathNode, number>): Condition {
  noteMissing(node, missing)
  const { operator, operand } = node
  const isPositive = !isOperatorName(operator) || operators[operator].negates === undefined
  const asksForAbsence =
    isOperatorName(operator) &&
    operators[operator].operand === 'boolean' &&
    ((operand.kind === 'text' && operand.text === 'true') || (operand.kind === 'scalar' && operand.value === true))
  return isPositive && !asksForAbsence ? nothing : everything
}

function noteMissing(node: PathNode, missing: Map<PathNode, number>): void {
  missing.set(node, (missing.get(node) ?? 0) + 1)
}

/** Refuses the paths that every one of the types lacks. */
export function refuseMissing(
  missing: Map<PathNode, number> | null,
  types: readonly ContentType[],
  { issues }: Pick<PlanContext, 'issues'>,
): void {
  for (const [node, count] of missing ?? [])
    if (count === types.length)
      issues.add(node.at, 'unknown_field', `No type of ${types.map(({ name }) => `"${name}"`).join(', ')} has a field "${node.path}"`)
}
