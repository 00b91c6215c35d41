import { useNavigate, useSearch } from '@tanstack/react-router'
import { isDay, startOfDay } from '../../parts/start-of-day.ts'

const names = ['action', 'actor', 'target', 'outcome', 'from', 'to'] as const
export type AuditFilter = Partial<Record<(typeof names)[number], string>>

/** What the audit is narrowed to lives in the address, so that it can be sent to somebody and survives a reload. */
export function useAuditFilter() {
  const search: Record<string, unknown> = useSearch({ strict: false })
  const navigate = useNavigate()
  const filter: AuditFilter = {}
  for (const name of names) {
    const value = search[name]
    if (typeof value === 'string' && value !== '') filter[name] = value
  }
  return {
    filter,
    isNarrowed: Object.keys(filter).length > 0,
    narrow: (change: AuditFilter) =>
      void navigate({ to: '.', replace: true, search: withoutEmpty({ ...filter, ...change }) } as Parameters<typeof navigate>[0]),
    clear: () => void navigate({ to: '.', replace: true, search: {} } as Parameters<typeof navigate>[0]),
  }
}

function withoutEmpty(filter: AuditFilter): AuditFilter {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== ''))
}

/** The last day that is asked for is meant whole: the API takes the moment before which everything lies. */
export function toQuery({ from, to, ...filter }: AuditFilter): Record<string, string> {
  return {
    ...filter,
    ...(isDay(from) ? { from: startOfDay(from) } : {}),
    ...(isDay(to) ? { to: startOfDay(to, 1) } : {}),
  }
}
