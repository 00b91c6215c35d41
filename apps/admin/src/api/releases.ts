import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { List, ReleaseSummary, ReleaseView } from '@verso/contract'
import { api } from './client.ts'

export const releaseKeys = { all: ['releases'] as const, one: (id: string) => ['releases', 'one', id] as const }

/** Releases, newest first. */
export function releasesQuery() {
  return infiniteQueryOptions({
    queryKey: [...releaseKeys.all, 'list'],
    queryFn: ({ pageParam, signal }) =>
      api.get<List<ReleaseSummary>>('/releases', { query: { limit: 50, after: pageParam ?? undefined }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.page.next,
  })
}

export function releaseQuery(id: string) {
  return queryOptions({
    queryKey: releaseKeys.one(id),
    queryFn: ({ signal }) => api.get<ReleaseView>(`/releases/${id}`, { signal }),
  })
}
