import { queryOptions } from '@tanstack/react-query'
import type { SettingsView } from '@verso/contract'
import { api } from './client.ts'

export const settingsKey = ['settings'] as const

export function settingsQuery() {
  return queryOptions({ queryKey: settingsKey, queryFn: ({ signal }) => api.get<SettingsView>('/settings', { signal }) })
}
