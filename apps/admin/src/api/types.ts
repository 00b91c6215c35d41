import { queryOptions } from '@tanstack/react-query'
import type { ContentTypeView, List, LocaleView } from '@verso/contract'
import { api } from './client.ts'

export const typeKeys = { all: ['types'] as const }

/** All content types that the person may see, by label. */
export function typesQuery() {
  return queryOptions({
    queryKey: typeKeys.all,
    queryFn: ({ signal }) => api.get<List<ContentTypeView>>('/types', { signal }),
    select: (list) => list.data.toSorted((a, b) => a.label.localeCompare(b.label)),
    staleTime: 60_000,
  })
}

export function typeQuery(name: string) {
  return queryOptions({
    queryKey: [...typeKeys.all, name],
    queryFn: ({ signal }) => api.get<ContentTypeView>(`/types/${name}`, { signal }),
    staleTime: 60_000,
  })
}

export function localesQuery() {
  return queryOptions({
    queryKey: ['locales'],
    queryFn: async ({ signal }) => (await api.get<List<LocaleView>>('/locales', { signal })).data,
    staleTime: 600_000,
  })
}
