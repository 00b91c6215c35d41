import { asksForNow, type Condition, type IncludePlan, type ReadPlan, type ReadRequest, someCondition } from '@verso/query'

type Asked = Pick<ReadRequest, 'at' | 'perspective' | 'filter' | 'include' | 'search'>

/**
 * The one place that says whether the answer to a read may be kept and given again. What is kept is dropped by the publication log alone:
 * whatever depends on anything else (a clock, drafts) must be refused here.
 */
export function mayBeKept(request: Asked, plans: readonly Pick<ReadPlan, 'where' | 'include'>[]): boolean {
  // A moment may still get a later event, and of drafts the log knows nothing. A search finds by what is said of files too, which no tag of
  // its answer names, and by words that are gathered without an event. So does a condition on files.
  const dependsOnMore = request.at !== null || request.perspective !== null || request.search !== null || asksForNow(request)
  return !dependsOnMore && !plans.some(asksOfFiles)
}

function asksOfFiles({ where, include }: Pick<ReadPlan, 'where' | 'include'>): boolean {
  return (where !== null && isOfFiles(where)) || include.some(picksByFiles)
}

function picksByFiles({ pick, include }: IncludePlan): boolean {
  return Object.values(pick?.where ?? {}).some(isOfFiles) || Object.values(include).some((plans) => plans.some(picksByFiles))
}

function isOfFiles(condition: Condition): boolean {
  return someCondition(condition, ({ kind }) => kind === 'file')
}
