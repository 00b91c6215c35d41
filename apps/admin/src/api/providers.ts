import { queryOptions } from '@tanstack/react-query'
import type { IdentityProviderView, List } from '@verso/contract'
import { api } from './client.ts'

export const providerKeys = { all: ['identity-providers'] as const }

/** Who is trusted to say who somebody is. */
export function providersQuery() {
  return queryOptions({
    queryKey: providerKeys.all,
    queryFn: async ({ signal }) => (await api.get<List<IdentityProviderView>>('/identity-providers', { signal })).data,
  })
}
