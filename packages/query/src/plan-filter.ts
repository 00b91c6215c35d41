import type { ContentType, Field } from '@verso/model'
import { type FieldPlace, findPlace, isTooDeep, linkOf } from './field-place.ts'
import { fieldTarget } from './field-target.ts'
import { findFileMember } from './file-member.ts'
import { limits } from './limits.ts'
import { findLocaleTarget } from './locale-target.ts'
import { isOperatorName, isPresence, operators } from './operators.ts'
import { type PlanContext, targetTypes } from './plan-context.ts'
import { absentCompare, type Lists, type PathNode, planQuantified, refuseMissing, type Subject } from './plan-quantified.ts'
import { readOperand } from './read-operand.ts'
import type { Condition, Operand, OperatorName, Target } from './read-plan.ts'
import type { FilterNode } from './read-request.ts'
import { findSystemTarget } from './system-members.ts'

type Compare = FilterNode & { kind: 'compare' }

/** Conditions with names resolved to ids and operands to values. A fault leaves a hole and is noted; the plan is used only without faults. */
export function planFilter(node: FilterNode, type: ContentType, context: PlanContext): Condition | null {
  const budget = { left: limits.plannedConditions }
  const condition = planNode(node, { type }, { ...context, budget, missing: null })
  if (budget.left < 0)
    context.issues.add({ parameter: 'filter' }, 'query_too_large', 'The paths of this filter lead through too many types')
  return condition
}

/**
 * The same for each of several types that a reference leads to, by type id: a path is known when any of them has it, and its value absent in
 * the others. The steps are taken from one budget for all that is included.
 */
export function planFilters(
  node: FilterNode,
  types: readonly ContentType[],
  { budget, ...context }: PlanContext & Pick<FilterContext, 'budget'>,
): Record<string, Condition> {
  const missing = types.length > 1 ? new Map<PathNode, number>() : null
  const planned = types.flatMap((type) => {
    const condition = planNode(node, { type }, { ...context, budget, missing })
    return condition === null ? [] : [[type.id, condition] as const]
  })
  refuseMissing(missing, types, context)
  if (budget.left < 0)
    context.issues.add({ parameter: 'include' }, 'query_too_large', 'The paths of these filters lead through too many types')
  return Object.fromEntries(planned)
}

interface FilterContext extends PlanContext {
  /** Steps that may still be taken along paths; several types per reference multiply them. */
  budget: { left: number }
  /** Where one of several types may lack a path: how many did. */
  missing: Map<PathNode, number> | null
}

function planNode(node: FilterNode, subject: Subject, context: FilterContext): Condition | null {
  if (node.kind === 'compare') return planCompare(node, subject, context)
  if (node.kind === 'quantified') return planQuantified(node, subject, { ...context, lists })
  if (node.kind === 'not') {
    const of = planNode(node.of, subject, context)
    return of === null ? null : { kind: 'not', of }
  }
  return { kind: node.kind, of: node.of.flatMap((part) => planNode(part, subject, context) ?? []) }
}

const lists: Lists<FilterContext> = { planNode }

function planCompare(node: Compare, subject: Subject, context: FilterContext): Condition | null {
  const { type } = subject
  const segments = node.path.split('.')
  if (isTooDeep(type, segments))
    return context.issues.add(node.at, 'query_too_large', `A path has at most ${limits.pathDepth} parts`) ?? null
  if (!isOperatorName(node.operator))
    return context.issues.add(node.at, 'unknown_operator', `There is no operator "${node.operator}"`) ?? null
  const reached = { count: 0 }
  const asked: PathContext = { ...context, node, operator: node.operator, asked: node.operator, reached, isItem: subject.isItem === true }
  const condition =
    node.path === '' ? planItself(subject, asked) : (planFileItem(segments, subject, asked) ?? planPath(segments, type, asked))
  if (reached.count > 0) return condition
  if (context.missing !== null) return absentCompare(node, context.missing)
  return context.issues.add(node.at, 'unknown_field', `"${type.name}" has no field "${node.path}"`) ?? null
}

/** The item of a list that a quantifier looks at; one of a list of components is compared by its fields only. */
function planItself({ self }: Subject, context: PathContext): Condition | null {
  if (self !== undefined) return compare({ target: self }, context)
  context.reached.count += 1
  return context.issues.add(context.node.at, 'operator_not_allowed', 'Name a field of the item') ?? null
}

/** One of the files of a media field that holds many, by what is known of it. */
function planFileItem(segments: readonly string[], { self, isFile }: Subject, context: PathContext): Condition | null {
  if (isFile !== true || self === undefined) return null
  if (segments.length === 1 && segments[0] === '_id') return compare({ target: self }, context)
  const member = findFileMember(segments)
  return member === undefined ? null : planFile(self, member, context)
}

interface PathContext extends FilterContext {
  node: Compare
  asked: OperatorName
  /** What is compared in the end: below a reference, a negation has become what it negates. */
  operator: OperatorName
  operand?: Operand
  /** How many fields the path was found to end at. */
  reached: { count: number }
  /** The path begins at an item of a list, which has no members of Verso's. */
  isItem: boolean
  /** The path ends at a list of references, whose ids are asked about as a whole. */
  isListed?: boolean
}

function planPath(segments: readonly string[], type: ContentType, context: PathContext): Condition | null {
  context.budget.left -= 1
  if (context.budget.left < 0) return null
  const system = context.isItem ? undefined : systemTargetAt(segments, type, context)
  if (system !== undefined) return compare(system, context)
  const place = findPlace(type, segments)
  if (place === undefined) return null
  const { field, rest } = place
  // A stored link to what isn't published is absent for readers; editors see it as it is.
  const crosses = field.kind === 'reference' && (rest.length > 0 || context.purpose === 'published')
  if (crosses) return planCrossing(place, context)
  const member = field.kind === 'media' ? findFileMember(rest) : undefined
  if (member !== undefined) return planFile(fieldTarget({ ...place, rest: [] }), member, context)
  return endsAt(field, rest) ? compare({ target: fieldTarget(place), isSlug: field.id === type.slugField }, context) : null
}

function systemTargetAt(segments: readonly string[], type: ContentType, context: PathContext): Found | undefined {
  const [name = ''] = segments
  const plain = segments.length === 1 ? findSystemTarget(name, context.purpose, [type]) : undefined
  return plain ?? findLocaleTarget(segments, type, context)
}

/** A media field is compared by the id of its file, which `hero._id` names as well. */
function endsAt(field: Field, rest: readonly string[]): boolean {
  return rest.length === 0 || (field.kind === 'media' && rest.length === 1 && rest[0] === '_id')
}

/** "Some file …": a negation is said of the whole path, as across a reference. */
function planFile(of: Target, member: Target, context: PathContext): Condition | null {
  const { negates } = operators[context.operator]
  const where = compare({ target: member }, { ...context, operator: negates ?? context.operator })
  if (where === null) return null
  const asksForAbsence = isPresence(context.operator) && where.kind === 'compare' && where.operand === true
  const positive: Condition = asksForAbsence ? { ...where, operand: false } : where
  return negateIf(negates !== undefined || asksForAbsence, { kind: 'file', of, where: positive })
}

/** "Some target …": comparisons are false on what is absent, so a negation is said of the whole path: no target has it. */
function planCrossing(place: FieldPlace, context: PathContext): Condition | null {
  const { operator, node, issues } = context
  if (isPresence(operator)) {
    const isAbsent = context.operand ?? readOperand(node.operand, { operator, comparison: 'id', now: context.now }, issues)
    if (isAbsent === undefined) {
      context.reached.count += 1
      return null
    }
    return negateIf(isAbsent === true, related(place, { ...context, operand: false }))
  }
  const { negates } = operators[operator]
  const asked = place.rest.length === 0 ? { ...place, rest: ['_id'] } : place
  const isListed = asked !== place && (place.field.many === true || place.isListed)
  if (operator === 'hasAll' && isListed) return hasEach(asked, { ...context, isListed })
  const positive = related(asked, { ...context, isListed, operator: negates ?? operator })
  return negateIf(negates !== undefined, positive)
}

/** A list of references has all of some targets when each of them is in it. */
function hasEach(place: FieldPlace, context: PathContext): Condition | null {
  const { node, now, issues } = context
  const operand = readOperand(node.operand, { operator: 'hasAll', comparison: 'id', now }, issues)
  if (!Array.isArray(operand)) {
    context.reached.count += 1
    return null
  }
  return { kind: 'and', of: operand.flatMap((id) => related(place, { ...context, operator: 'eq', operand: id }) ?? []) }
}

function negateIf(isNegated: boolean, condition: Condition | null): Condition | null {
  return isNegated && condition !== null ? { kind: 'not', of: condition } : condition
}

function related(place: FieldPlace, context: PathContext): Condition | null {
  const { rest } = place
  const link = { kind: 'related', ...linkOf(place) } as const
  const types = targetTypes(place.field, context.model)
  const typeIds = types.map((type) => type.id)
  const [name = ''] = rest
  if (rest.length === 0) {
    context.reached.count += 1
    return { ...link, typeIds, where: null }
  }
  const system = rest.length === 1 ? findSystemTarget(name, context.purpose, types) : undefined
  if (system !== undefined) {
    const where = compare(system, context)
    return where === null ? null : { ...link, typeIds, where }
  }
  const alternatives = types.flatMap((type): Condition[] => {
    const where = planPath(rest, type, { ...context, isItem: false })
    return where === null ? [] : [{ ...link, typeIds: [type.id], where }]
  })
  const [first = null] = alternatives
  return alternatives.length > 1 ? { kind: 'or', of: alternatives } : first
}

interface Found {
  target: Target
  options?: readonly string[]
  isSlug?: boolean
}

function compare({ target, options, isSlug }: Found, context: PathContext): Condition | null {
  const { asked, operator, node, issues, now } = context
  context.reached.count += 1
  if (!operators[asked].takes.includes(target.comparison)) {
    return issues.add(node.at, 'operator_not_allowed', `"${asked}" doesn’t apply to "${node.path}"`) ?? null
  }
  if (operators[asked].ofLists === true && context.isListed !== true && !(target.kind === 'field' && target.many))
    return issues.add(node.at, 'operator_not_allowed', `"${asked}" asks about lists, and "${node.path}" holds one value`) ?? null
  const operand = context.operand ?? readOperand(node.operand, { operator: asked, comparison: target.comparison, now }, issues)
  if (operand === undefined) return null
  const unknown =
    options === undefined || isPresence(operator) ? undefined : [operand].flat().find((value) => !options.includes(String(value)))
  if (unknown !== undefined) return issues.add(node.at, 'unknown_option', `"${node.path}" is one of ${options?.join(', ')}`) ?? null
  // The slug has a column and a unique index of its own on what is published.
  const isAddress = isSlug === true && !context.ownOnly && context.purpose === 'published' && operator === 'eq' && operand !== ''
  return { kind: 'compare', target: isAddress ? { kind: 'system', column: 'slug', comparison: 'text' } : target, operator, operand }
}
