import type { ContentTypeView, EntryView } from '@verso/contract'

/** What of an entry can begin another: addresses have to be its own, computed values come by themselves, and what is empty says nothing. */
export function valuesForTemplate({ fields }: EntryView, type: ContentTypeView | null): Record<string, unknown> {
  const taken = (type?.fields ?? []).filter(({ kind }) => kind !== 'slug' && kind !== 'computed').map(({ name }) => name)
  return Object.fromEntries(Object.entries(fields).filter(([name, value]) => taken.includes(name) && !isEmpty(value)))
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true
  if (Array.isArray(value)) return value.length === 0
  return typeof value === 'object' && Object.values(value).every(isEmpty)
}
