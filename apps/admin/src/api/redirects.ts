import { infiniteQueryOptions } from '@tanstack/react-query'
import type { List, RedirectView } from '@verso/contract'
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
