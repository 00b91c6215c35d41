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

/** Far more than a calendar shows; the newest are the ones that matter. */
const mostPlanned = 1000

/** Releases for the calendar: those that have a time, to come or past. */
export function plannedReleasesQuery() {
  return queryOptions({
    queryKey: [...releaseKeys.all, 'planned'],
    queryFn: async ({ signal }) => {
      const found: ReleaseSummary[] = []
      let after: string | undefined
      do {
        const page: List<ReleaseSummary> = await api.get('/releases', { query: { limit: 250, after }, signal })
        found.push(...page.data)
        after = page.page.next ?? undefined
      } while (after !== undefined && found.length < mostPlanned)
      return found.filter(({ publishAt, publishedAt }) => publishAt !== null || publishedAt !== undefined)
    },
  })
}
