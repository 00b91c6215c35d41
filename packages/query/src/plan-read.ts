import { localeChain, localeMeantBy } from '@verso/model'
import { decodeCursor } from './cursor.ts'
import { cursorKey } from './cursor-key.ts'
import type { PlanContext, PlanOptions } from './plan-context.ts'
import { planFilter } from './plan-filter.ts'
import { planShown } from './plan-include.ts'
import { planSearch, withSearchMembers, withoutSearchMembers } from './plan-search.ts'
import { planSort, scoreKey } from './plan-sort.ts'
import { type QueryIssue, queryIssues } from './query-issue.ts'
import type { Condition, ReadPlan, SearchPlan } from './read-plan.ts'
import type { ReadRequest } from './read-request.ts'

export type PlannedRead = { plan: ReadPlan; issues?: never } | { issues: QueryIssue[]; plan?: never }

/**
 * A request as what is to be read: ids for names, values for operands. What the model (reduced to the reader's rights) doesn't hold is
 * unknown, whether it exists or not. Nothing is looked up; a plan costs the same whatever there is.
 */
export function planRead(request: ReadRequest, options: PlanOptions): PlannedRead {
  const { now, pinnedTo = now } = options
  const context: PlanContext = {
    ...options,
    now: pinnedTo,
    issues: queryIssues(),
    ownOnly: !request.fallback,
    isSearch: request.search !== null,
  }
  const { type, model, issues } = context
  const locales = planLocales(request, { ...context, now })
  const search = planSearch(request, { locales, context })
  const sort = search !== null && request.sort.length === 0 ? [scoreKey] : planSort(request.sort, type, context)
  const filter = request.filter === null ? null : planFilter(request.filter, type, context)
  const shown = planShown(withoutSearchMembers(request), { ...context, isSearch: false })
  const key = cursorKey(request, options)
  const plan: ReadPlan = {
    typeId: type.id,
    modelVersion: model.version,
    locales,
    ownOnly: !request.fallback,
    where: withSearch(filter, search),
    search,
    sort,
    selection: withSearchMembers(shown.selection[type.id] ?? { system: [], fields: [] }, { request, type, search }),
    include: shown.include[type.id] ?? [],
    limit: request.limit,
    offset: request.offset,
    after: null,
    count: request.count,
    sourceMap: request.sourceMap,
    dedupe: request.dedupe,
    asDocument: request.asDocument,
    richText: request.richText,
    cursorKey: key,
  }
  if (request.after !== null && issues.list.length === 0) plan.after = planCursor(request.after, plan, context)
  return issues.list.length > 0 ? { issues: issues.list } : { plan }
}

/** What is searched for has to be there, beside what is asked for otherwise. */
export function withSearch(filter: Condition | null, search: SearchPlan | null): Condition | null {
  return search === null ? filter : { kind: 'and', of: [{ kind: 'search' }, ...(filter === null ? [] : [filter])] }
}

/** The language asked for, and those that stand in for it. */
export function planLocales(request: ReadRequest, { locales, now, issues }: PlanContext): string[] {
  const locale = request.locale === null ? locales.find((candidate) => candidate.isDefault) : localeMeantBy(locales, request.locale, now)
  if (locale !== undefined) return localeChain(locales, locale.code, request.fallback)
  issues.add(
    { parameter: 'locale' },
    'unknown_locale',
    request.locale === null ? 'There is no default language; name one' : `There is no language "${request.locale}"`,
  )
  return []
}

function planCursor(after: string, { cursorKey: key, sort }: ReadPlan, { issues }: PlanContext): ReadPlan['after'] {
  const values = decodeCursor(after, { cursorKey: key, sort })
  if (Array.isArray(values)) return values
  return issues.add({ parameter: 'after' }, values, cursorMessages[values]) ?? null
}

export const cursorMessages = {
  cursor_invalid: 'This cursor is damaged',
  cursor_mismatch: 'This cursor belongs to another sort, filter, language, type, point in time or other rights',
} as const
