import { queryOptions } from '@tanstack/react-query'
import type { HomeView, List, ScheduleView } from '@verso/contract'
import { api } from './client.ts'
import { entryKeys } from './entries.ts'

/** What is to happen to an entry at a time, and what became of what was. */
export function entrySchedulesQuery(id: string) {
  return queryOptions({
    queryKey: [...entryKeys.one(id), 'schedules'],
    queryFn: async ({ signal }) => (await api.get<List<ScheduleView>>(`/entries/${id}/schedules`, { signal })).data,
  })
}

export const homeKey = ['home'] as const

/** My drafts, what failed, what is coming up, what readers got last. */
export function homeQuery() {
  return queryOptions({ queryKey: homeKey, queryFn: ({ signal }) => api.get<HomeView>('/home', { signal }), staleTime: 10_000 })
}
