import type { Condition, OperatorName, ReadPlan, Target } from './read-plan.ts'
import { partOperators, partPattern } from './text-parts.ts'

/** A condition or sort key of a read that no index serves: to answer it, every published entry of a type may have to be looked at. */
export interface Unserved {
  parameter: 'filter' | 'sort'
  typeIds: string[]
  target: Target
  operator: OperatorName | null
  /** It would be served, were the field marked as indexed. */
  mayBeIndexed: boolean
  /** It has an index in databases that know trigrams, and in no others. */
  byTrigrams: boolean
}

const ofValues: readonly OperatorName[] = ['eq', 'in', 'gt', 'gte', 'lt', 'lte', 'between', 'near', 'within']
const ofLists: readonly OperatorName[] = ['eq', 'in', 'hasAny', 'hasAll']
/** Nearly everything passes these: a list is full soon. */
const passing: readonly OperatorName[] = ['ne', 'nin']
/** Every type has an index of them. */
const indexedColumns = ['id', 'slug', 'path', 'publishedAt']

/** What makes a read slow in a large type. A sort counts where no condition has made the type small before. */
export function unservedBy({ typeId, where, sort, search }: Pick<ReadPlan, 'typeId' | 'where' | 'sort' | 'search'>): Unserved[] {
  const asked = where === null ? [] : conditions(where, [typeId])
  const slow = asked.filter(({ isServed, unserved }) => !isServed || unserved.byTrigrams).map(({ unserved }) => unserved)
  const [first] = sort
  if (first === undefined || search !== null || asked.some(({ isServed }) => isServed)) return slow
  const { target, through } = first
  if (through.length === 0 && isIndexed(target)) return slow
  // What stands behind a reference is in no index of the type that is sorted.
  const mayBeIndexed = through.length === 0 && target.kind === 'field'
  return [...slow, { parameter: 'sort', typeIds: [typeId], target, operator: null, mayBeIndexed, byTrigrams: false }]
}

interface Asked {
  isServed: boolean
  unserved: Unserved
}

function conditions(condition: Condition, typeIds: string[]): Asked[] {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return condition.of.flatMap((one) => conditions(one, typeIds))
    case 'related':
      return condition.where === null ? [] : conditions(condition.where, condition.typeIds)
    case 'compare':
      return passing.includes(condition.operator) ? [] : [compared(condition, typeIds)]
    case 'items':
      return [asked({ target: condition.target, typeIds, operator: null, isServed: false, mayBeIndexed: false, byTrigrams: false })]
    // What is denied is nearly everything; words have an index of their own, and so have the files that entries show.
    case 'not':
    case 'search':
    case 'file':
      return []
  }
}

function compared({ target, operator, operand }: Extract<Condition, { kind: 'compare' }>, typeIds: string[]): Asked {
  const isPart = partOperators.includes(operator)
  const serves = isPart ? hasTrigrams(target) && partPattern({ operator, operand }) !== null : operatorsServed(target).includes(operator)
  const isServed = isIndexed(target) && (serves || (target.kind === 'system' && !isPart))
  const mayBeIndexed = target.kind === 'field' && target.comparison !== 'none' && target.comparison !== 'id' && serves
  return asked({ target, typeIds, operator, isServed, mayBeIndexed, byTrigrams: isServed && isPart })
}

function operatorsServed(target: Target): readonly OperatorName[] {
  return target.kind === 'field' && target.many ? ofLists : ofValues
}

/** Whether an index of such a field is of its trigrams as well. */
function hasTrigrams(target: Target): boolean {
  return target.kind === 'field' && target.comparison === 'text' && !target.many
}

function asked({ isServed, ...unserved }: Omit<Unserved, 'parameter'> & { isServed: boolean }): Asked {
  return { isServed, unserved: { parameter: 'filter', ...unserved } }
}

function isIndexed(target: Target): boolean {
  if (target.kind === 'system') return indexedColumns.includes(target.column)
  return target.kind === 'field' && target.indexed === true
}
