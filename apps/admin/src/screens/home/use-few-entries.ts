import { useQueries } from '@tanstack/react-query'
import type { ContentTypeView, EntryView } from '@verso/contract'
import type { Query } from '../../api/client.ts'
import { fewEntriesQuery } from '../../api/entries.ts'

export interface FewEntries {
  entries: EntryView[]
  isLoading: boolean
  error: unknown
}

/** The same question put to every type, answers in one list. */
export function useFewEntries(types: ContentTypeView[], query: Query): FewEntries {
  const answers = useQueries({ queries: types.map(({ name }) => fewEntriesQuery(name, query)) })
  return {
    entries: answers.flatMap(({ data }) => data?.data ?? []),
    isLoading: answers.some(({ isPending }) => isPending),
    error: answers.find(({ error }) => error !== null)?.error ?? null,
  }
}
