import { queryOptions } from '@tanstack/react-query'
import type { List, PasskeyView, RightsView, SecondFactorView, SessionView, UserView } from '@verso/contract'
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

export function secondFactorQuery() {
  return queryOptions({
    queryKey: ['me', 'second-factor'],
    queryFn: ({ signal }) => api.get<SecondFactorView>('/me/second-factor', { signal }),
  })
}

export function passkeysQuery() {
  return queryOptions({ queryKey: ['me', 'passkeys'], queryFn: ({ signal }) => api.get<List<PasskeyView>>('/me/passkeys', { signal }) })
}

/** Where somebody is signed in: oneself, or for who manages people anyone. */
export function sessionsQuery(user?: string) {
  return queryOptions({
    queryKey: user === undefined ? ['me', 'sessions'] : ['users', user, 'sessions'],
    queryFn: ({ signal }) => api.get<List<SessionView>>('/sessions', { query: { user }, signal }),
  })
}
