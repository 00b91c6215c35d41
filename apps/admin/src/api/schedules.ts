import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { HomeView, List, ScheduleOfEntryView, ScheduleView } from '@verso/contract'
import { api } from './client.ts'
import { entryKeys } from './entries.ts'

/** What is to happen to an entry at a time, and what became of what was. */
export function entrySchedulesQuery(id: string) {
  return queryOptions({
    queryKey: [...entryKeys.one(id), 'schedules'],
    queryFn: async ({ signal }) => (await api.get<List<ScheduleView>>(`/entries/${id}/schedules`, { signal })).data,
  })
}

export const schedulesKey = ['schedules'] as const

/** All schedules of a time that the person may see, in their order. */
export function schedulesQuery({ from, to }: { from: string; to: string }) {
  return queryOptions({
    queryKey: [...schedulesKey, from, to],
    queryFn: ({ signal }) => allSchedules({ from, to }, signal),
    placeholderData: keepPreviousData,
  })
}

async function allSchedules(period: { from: string; to: string }, signal: AbortSignal): Promise<ScheduleOfEntryView[]> {
  const found: ScheduleOfEntryView[] = []
  let after: string | undefined
  do {
    const page: List<ScheduleOfEntryView> = await api.get('/schedules', { query: { ...period, limit: 250, after }, signal })
    found.push(...page.data)
    after = page.page.next ?? undefined
  } while (after !== undefined)
  return found
}

export const homeKey = ['home'] as const

/** My drafts, what failed, what is coming up, what readers got last. */
export function homeQuery() {
  return queryOptions({ queryKey: homeKey, queryFn: ({ signal }) => api.get<HomeView>('/home', { signal }), staleTime: 10_000 })
}
