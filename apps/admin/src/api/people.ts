import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { AuditView, List, RoleView, TokenView, UserView } from '@verso/contract'
import { api } from './client.ts'

export const tokenKeys = { all: ['tokens'] as const }
export const userKeys = { all: ['users'] as const }

export function tokensQuery() {
  return queryOptions({ queryKey: tokenKeys.all, queryFn: ({ signal }) => api.get<List<TokenView>>('/tokens', { signal }) })
}

export function usersQuery() {
  return queryOptions({ queryKey: userKeys.all, queryFn: ({ signal }) => api.get<List<UserView>>('/users', { signal }) })
}

export function rolesQuery() {
  return queryOptions({
    queryKey: ['roles'],
    queryFn: async ({ signal }) => (await api.get<List<RoleView>>('/roles', { signal })).data,
    staleTime: 60_000,
  })
}

export function auditQuery(filter: Record<string, string>) {
  return infiniteQueryOptions({
    queryKey: ['audit', filter],
    queryFn: ({ pageParam, signal }) =>
      api.get<List<AuditView>>('/audit', { query: { ...filter, limit: 50, after: pageParam ?? undefined }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.page.next,
  })
}
