import { allFields, type ContentType, isLocalizedType } from '@verso/model'
import type { PlanContext } from './plan-context.ts'
import type { SearchPlan, Selection } from './read-plan.ts'
import type { ReadRequest } from './read-request.ts'
import { parseSearch } from './search/parse-search.ts'
import { systemMembersOf } from './system-members.ts'

/** The members of an entry that only a search gives. */
const searchMembers = ['_score', '_highlights']

/** What a read searches for, in the words of the languages that its answers may be in; null where it searches for nothing. */
export function planSearch(
  { search, highlight }: Pick<ReadRequest, 'search' | 'highlight'>,
  { locales, context }: { locales: readonly string[]; context: PlanContext },
): SearchPlan | null {
  const { type, model, purpose, issues } = context
  if (search === null) return null
  if (purpose === 'published' && !allFields(type).some((field) => field.searchable === true))
    return issues.add({ parameter: 'search' }, 'not_searchable', `"${type.name}" has no field that is searched`) ?? null
  // What reads alike in every language may be published in any.
  const languages = purpose === 'published' && isLocalizedType(type) ? locales : [...locales, ...model.locales.map(({ code }) => code)]
  return { ...parseSearch(search, languages), text: search, locales: [...new Set(languages)], highlight }
}

/** A request without the names that mean something in a search only. */
export function withoutSearchMembers(request: ReadRequest): ReadRequest {
  if (request.search === null || request.select === null) return request
  return { ...request, select: request.select.filter((name) => !searchMembers.includes(name)) }
}

/** The members of a search come with the others of Verso's, unless some of these were selected. */
export function withSearchMembers(
  selection: Selection,
  { request, type, search }: { request: ReadRequest; type: ContentType; search: SearchPlan | null },
): Selection {
  if (search === null) return selection
  const isChosen = selection.system.length < systemMembersOf(type).length
  const offered = search.highlight ? searchMembers : ['_score']
  return { ...selection, system: [...selection.system, ...offered.filter((name) => !isChosen || request.select?.includes(name) === true)] }
}
