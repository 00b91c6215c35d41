import { queryOptions } from '@tanstack/react-query'
import type { ExplainedRightView, RoleView } from '@verso/contract'
import { api } from './client.ts'

export const roleKeys = { all: ['roles'] as const }

/** One role, by its id. */
export function roleQuery(id: string) {
  return queryOptions({ queryKey: [...roleKeys.all, id], queryFn: ({ signal }) => api.get<RoleView>(`/roles/${id}`, { signal }) })
}

/** Whether somebody may do something, and by which rule. */
export function explainQuery(question: Record<string, string | undefined>) {
  return queryOptions({
    queryKey: ['explain', question],
    queryFn: ({ signal }) => api.get<ExplainedRightView>('/explain', { query: question, signal }),
    staleTime: 0,
  })
}
