import { keepPreviousData, queryOptions, skipToken } from '@tanstack/react-query'
import type { EntryView, Preflight, PreflightBody } from '@verso/contract'
import { api } from './client.ts'
import { entryKeys } from './entries.ts'

/** What an act would say of the entry in the state that it is in; asked anew for each state, and whenever somebody looks again. */
export function preflightQuery(entry: EntryView | null, question: PreflightBody) {
  const state = entry === null ? [] : [entry.revision, entry.status, ...Object.values(entry.publications).map(({ seq }) => seq)]
  return queryOptions({
    queryKey: [...entryKeys.one(entry?.id ?? ''), 'preflight', question, state],
    queryFn: entry === null ? skipToken : ({ signal }) => api.post<Preflight>(`/entries/${entry.id}/preflight`, question, { signal }),
    staleTime: 0,
    placeholderData: keepPreviousData,
  })
}
