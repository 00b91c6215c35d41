import { queryOptions } from '@tanstack/react-query'
import type { FoundView, List } from '@verso/contract'
import { api } from './client.ts'

/** What holds a text, over entries, files, people and types; some of each. */
export function searchQuery(text: string) {
  return queryOptions({
    queryKey: ['search', text],
    queryFn: async ({ signal }) => (await api.get<List<FoundView>>('/search', { query: { q: text, limit: 8 }, signal })).data,
    enabled: text.length >= 2,
  })
}
