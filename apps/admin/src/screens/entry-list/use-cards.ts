import { useQueries } from '@tanstack/react-query'
import type { EntryCard, EntryView } from '@verso/contract'
import { useMemo } from 'react'
import { entryCardsQuery, listPageSize } from '../../api/entries.ts'
import type { ListColumn } from './list-columns.ts'

/** The titles of the entries that the shown columns refer to, asked for page by page. */
export function useCards(entries: EntryView[], columns: ListColumn[]): Map<string, EntryCard> {
  const names = columns.filter(({ field }) => field?.kind === 'reference').map(({ name }) => name)
  const pages = names.length === 0 ? [] : chunks(entries, listPageSize).map((page) => idsIn(page, names).slice(0, 100))
  const answers = useQueries({ queries: pages.map((ids) => ({ ...entryCardsQuery(ids), staleTime: 60_000 })) })
  const stamp = answers.map(({ dataUpdatedAt }) => dataUpdatedAt).join()
  // The stamp changes when an answer does
  return useMemo(() => new Map(answers.flatMap(({ data }) => data ?? []).map((card) => [card.id, card])), [stamp])
}

/** The ids that a stored reference holds: one, many, or by locale. */
export function referencedIds(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  if (Array.isArray(value)) return value.flatMap(referencedIds)
  if ('_ref' in value) return typeof value._ref === 'string' ? [value._ref] : []
  return Object.values(value).flatMap(referencedIds)
}

function idsIn(entries: EntryView[], names: string[]): string[] {
  return [...new Set(entries.flatMap(({ fields }) => names.flatMap((name) => referencedIds(fields[name]))))]
}

function chunks<T>(items: T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size))
}
