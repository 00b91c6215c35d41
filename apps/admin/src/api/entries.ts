import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { EntryCard, EntryView, List, RevisionSummary, RevisionView, Usages } from '@verso/contract'
import { api, type Query } from './client.ts'

export const entryKeys = {
  all: ['entries'] as const,
  lists: ['entries', 'list'] as const,
  one: (id: string) => ['entries', 'one', id] as const,
}

export const listPageSize = 50

/** The drafts of one type, page after page; `query` is in the words of the API. */
export function entryListQuery(type: string, query: Query) {
  return infiniteQueryOptions({
    queryKey: [...entryKeys.lists, type, query],
    queryFn: ({ pageParam, signal }) =>
      listEntries(
        type,
        { limit: listPageSize, ...query, after: pageParam ?? undefined, count: pageParam === null ? true : undefined },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.page.next,
  })
}

/** The first few drafts of one type. */
export function fewEntriesQuery(type: string, query: Query) {
  return queryOptions({
    queryKey: [...entryKeys.lists, type, 'few', query],
    queryFn: ({ signal }) => listEntries(type, query, signal),
  })
}

export function entryQuery(id: string) {
  return queryOptions({ queryKey: entryKeys.one(id), queryFn: ({ signal }) => api.get<EntryView>(`/entries/${id}`, { signal }) })
}

export function entryCardsQuery(ids: string[]) {
  return queryOptions({
    queryKey: [...entryKeys.all, 'cards', ids],
    queryFn: async ({ signal }) => (await api.get<{ data: EntryCard[] }>('/entries/cards', { query: { ids: ids.join(',') }, signal })).data,
    enabled: ids.length > 0,
  })
}

export function revisionsQuery(id: string) {
  return infiniteQueryOptions({
    queryKey: [...entryKeys.one(id), 'revisions'],
    queryFn: ({ pageParam, signal }) =>
      api.get<List<RevisionSummary>>(`/entries/${id}/revisions`, { query: { after: pageParam ?? undefined }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.page.next,
  })
}

export function revisionQuery(id: string, number: number) {
  return queryOptions({
    queryKey: [...entryKeys.one(id), 'revisions', number],
    queryFn: ({ signal }) => api.get<RevisionView>(`/entries/${id}/revisions/${number}`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })
}

export function usagesQuery(id: string) {
  return queryOptions({
    queryKey: [...entryKeys.one(id), 'usages'],
    queryFn: ({ signal }) => api.get<Usages>(`/entries/${id}/usages`, { signal }),
  })
}

function listEntries(type: string, query: Query, signal: AbortSignal): Promise<List<EntryView>> {
  return api.get<List<EntryView>>('/entries', { query: { type, ...query }, signal })
}
