import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { List, RedirectView, TriedPathView } from '@verso/contract'
import { api } from './client.ts'

export const redirectKeys = { all: ['redirects'] as const }

/** Redirects, newest first; `search` looks into their paths. */
export function redirectsQuery(search: string) {
  return infiniteQueryOptions({
    queryKey: [...redirectKeys.all, search],
    queryFn: ({ pageParam, signal }) =>
      api.get<List<RedirectView>>('/redirects', {
        query: { limit: 50, search: search === '' ? undefined : search, after: pageParam ?? undefined },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.page.next,
  })
}

/** Where a path leads readers now; without a language, in the default one. */
export function triedPathQuery(path: string, locale: string | null) {
  return queryOptions({
    queryKey: [...redirectKeys.all, 'tried', path, locale],
    queryFn: ({ signal }) => api.get<TriedPathView>('/redirects/resolve', { query: { path, locale: locale ?? undefined }, signal }),
    staleTime: 0,
  })
}
