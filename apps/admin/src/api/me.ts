import { queryOptions } from '@tanstack/react-query'
import type { List, RightsView, SessionView, UserView } from '@verso/contract'
import { api } from './client.ts'

export function meQuery() {
  return queryOptions({ queryKey: ['me'], queryFn: ({ signal }) => api.get<UserView>('/me', { signal }), staleTime: 60_000 })
}

export function rightsQuery() {
  return queryOptions({
    queryKey: ['me', 'rights'],
    queryFn: ({ signal }) => api.get<RightsView>('/me/rights', { signal }),
    staleTime: 60_000,
  })
}

export function sessionsQuery() {
  return queryOptions({ queryKey: ['me', 'sessions'], queryFn: ({ signal }) => api.get<List<SessionView>>('/sessions', { signal }) })
}
