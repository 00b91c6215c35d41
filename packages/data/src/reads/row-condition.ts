import type { Condition, ReadPlan, Target } from '@verso/query'
import { compileCondition } from './compile-condition.ts'
import { idLiteral } from './parameters.ts'
import { publishedScope, type View } from './published-scope.ts'
import type { Scope } from './scope.ts'
import { isServed } from './served.ts'

/**
 * The condition of a list of rows `p`. Where the list goes along the index of another field, values that have an index are looked up there for each row that
 * is met: to look into the row itself its values would have to be taken out of their compression. A row that doesn't pass costs a tenth of that.
 */
export function compileRowCondition(view: View, { where, ...plan }: ReadPlan & { where: Condition }, scope: Scope): string {
  const along = alongIndexOf(view, plan)
  if (along === null) return compileCondition(where, scope)
  const all = where.kind === 'and' ? where.of : [where]
  const tests = all.map((one) => (isInOtherIndex(view, one, along) ? lookedUp(view, one, plan.typeId) : compileCondition(one, scope)))
  return tests.length === 0 ? 'true' : `(${tests.join(' and ')})`
}

type FieldTarget = Extract<Target, { kind: 'field' }>

/** The field along whose index the list may go; null where there is none, where only what is public now has one, and where all are counted anyway. */
function alongIndexOf(
  { seq, previewed, rights }: View,
  { sort, search, count }: Pick<ReadPlan, 'sort' | 'search' | 'count'>,
): FieldTarget | null {
  const [first] = sort
  if (first === undefined || seq !== null || previewed !== null || rights !== undefined || search !== null || count) return null
  const { target, through } = first
  return through.length === 0 && target.kind === 'field' && isServed(target) ? target : null
}

/** Whether a condition names one value of another field, which is one place in its index for one row. */
function isInOtherIndex({ languages }: View, condition: Condition, along: FieldTarget): boolean {
  if (condition.kind !== 'compare' || condition.target.kind !== 'field') return false
  const { target, operator } = condition
  const hasPlaces = isServed(target) && !target.many && target.comparison !== 'location' && !(languages.ownOnly && target.localized)
  return operator === 'eq' && hasPlaces && target.fieldId !== along.fieldId
}

/** An entry has one publication in a language that is valid now: it is the same row. */
function lookedUp(view: View, condition: Condition, typeId: string): string {
  const same = view.newAlias('i')
  return `exists (
    select from "Publication" ${same}
    where ${same}."typeId" = ${idLiteral(typeId)}::uuid and ${same}."validTo" is null and ${same}."entryId" = p."entryId" and ${same}.locale = p.locale
      and ${compileCondition(condition, publishedScope(view, same))}
  )`
}
