import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { EntryCard, EntryView, List, RevisionComparison, RevisionSummary, RevisionView, Usages } from '@verso/contract'
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

/** Newest first; folded, what was saved by itself stands in the save after it. */
export function revisionsQuery(id: string, isFolded = false) {
  return infiniteQueryOptions({
    queryKey: [...entryKeys.one(id), 'revisions', isFolded ? 'folded' : 'all'],
    queryFn: ({ pageParam, signal }) =>
      api.get<List<RevisionSummary>>(`/entries/${id}/revisions`, {
        query: { after: pageParam ?? undefined, group: isFolded || undefined },
        signal,
      }),
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

/** What lies between two states: numbers, `draft` or `published:<locale>`; `stamp` says which draft and publications are meant. */
export function compareQuery(id: string, states: { from: string; to: string }, stamp: string) {
  return queryOptions({
    queryKey: [...entryKeys.one(id), 'compare', states, stamp],
    queryFn: async ({ signal }) => (await api.get<RevisionComparison>(`/entries/${id}/compare`, { query: states, signal })).changes,
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
