import type { ContentType, Field } from '@verso/model'
import type { IncludeTree } from './include-tree.ts'
import { nameTree } from './name-tree.ts'
import type { PlanContext } from './plan-context.ts'
import { planFilters } from './plan-filter.ts'
import type { Choice } from './plan-selection.ts'
import { planTargetSort } from './plan-sort.ts'
import type { Place } from './query-issue.ts'
import type { Condition, TargetPick } from './read-plan.ts'
import type { FilterNode, IncludeOnType, IncludeRequest } from './read-request.ts'

interface PickContext extends PlanContext {
  budget: { left: number }
}

/** The request whose options count for a reference: the one that names it before one that reaches it by `*`. */
export function optionsOf(trees: readonly IncludeTree[]): IncludeRequest | null {
  return trees.map((tree) => tree.request).find((request) => request !== null && hasOptions(request)) ?? null
}

function hasOptions({ limit, select, filter, sort, on }: IncludeRequest): boolean {
  return limit !== null || select !== null || filter !== null || sort.length > 0 || on.length > 0
}

/** What only means something of a list is refused where one entry stands, unless a `*` asked for it; the words of a rich text have their order. */
export function refuseListOptions(field: Field, request: IncludeRequest, { issues }: PlanContext): void {
  if (request.path.endsWith('*')) return
  const isMany = field.many === true || field.kind === 'richText'
  if (request.limit !== null && !isMany)
    issues.add(request.at, 'operator_not_allowed', `"${field.name}" leads to one entry; only a list has a limit`)
  if (request.sort.length > 0 && field.many !== true)
    issues.add(
      request.at,
      'operator_not_allowed',
      field.kind === 'richText'
        ? `The entries of "${field.name}" stand where its words are`
        : `"${field.name}" leads to one entry; only a list has an order`,
    )
}

/** Conditions and order of the targets, where there are some. */
export function planPick(request: IncludeRequest, types: readonly ContentType[], context: PickContext): TargetPick | undefined {
  const filters = [
    ...(request.filter === null ? [] : [planFilters(request.filter, types, context)]),
    ...request.on.flatMap(({ type, filter }) =>
      filtersOf(
        filter,
        types.filter(({ name }) => name === type),
        context,
      ),
    ),
  ]
  const sort = planTargetSort(request.sort, types, { ...context, at: placeOf(request, 'sort') })
  if (filters.length === 0 && sort.length === 0) return undefined
  const where = types.flatMap(({ id }) => {
    const parts = filters.flatMap((filter) => filter[id] ?? [])
    return parts.length === 0 ? [] : [[id, all(parts)] as const]
  })
  return { where: Object.fromEntries(where), sort }
}

function filtersOf(filter: FilterNode | null, types: readonly ContentType[], context: PickContext): Record<string, Condition>[] {
  return filter === null ? [] : [planFilters(filter, types, context)]
}

function all(parts: readonly Condition[]): Condition {
  const [first] = parts
  return parts.length === 1 && first !== undefined ? first : { kind: 'and', of: [...parts] }
}

function placeOf({ path, at }: IncludeRequest, option: string): Place {
  return at.pointer === undefined ? { parameter: `include[${path}][${option}]` } : { ...at, pointer: `${at.pointer}/${option}` }
}

/** What is given of single types, where the request says so. */
export function choicesOfTypes(
  name: string,
  { choice, request, types }: { choice: Choice; request: IncludeRequest; types: readonly ContentType[] },
  { issues }: PlanContext,
): { choices: Map<string, Choice> } {
  const choices = new Map<string, Choice>()
  for (const { type: typeName, select, at } of request.on) {
    const type = types.find((candidate) => candidate.name === typeName)
    if (type === undefined) issues.add(at, 'unknown_field', `"${name}" doesn’t lead to a type "${typeName}"`)
    else if (select !== null) choices.set(type.id, choiceOf(request, { type: typeName, select }))
    if (select !== null && choice.tree.children.has(name))
      issues.add(at, 'conflicting_parameters', `The fields of "${name}" are chosen twice`)
  }
  return { choices }
}

function choiceOf({ path }: IncludeRequest, { type, select }: Pick<IncludeOnType, 'type'> & { select: string[] }): Choice {
  return { mode: 'select', tree: nameTree(select), parameter: `include[${path}][on][${type}][select]` }
}
