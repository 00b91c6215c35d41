import { plural } from '@lingui/core/macro'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import type { EntryView } from '@verso/contract'
import { useEffect, useMemo } from 'react'
import { entryListQuery } from '../../api/entries.ts'
import { useAnnounce } from '../../parts/use-announce.ts'
import { type ListView, queryOf } from './list-view.ts'

export interface LoadedList {
  entries: EntryView[]
  total: number | null
  error: unknown
  /** Nothing is there yet, not even of an earlier view. */
  isFirstLoad: boolean
  /** What is shown belongs to an earlier view. */
  isOld: boolean
  isLoadingMore: boolean
  hasMore: boolean
  loadMore: () => void
  reload: () => void
}

/** The entries of a view, page after page; the earlier view stays until the new one has come. */
export function useEntryList(type: string, view: ListView): LoadedList {
  const query = useInfiniteQuery({ ...entryListQuery(type, queryOf(view)), placeholderData: keepPreviousData })
  const entries = useMemo(() => query.data?.pages.flatMap(({ data }) => data) ?? [], [query.data])
  const total = query.data?.pages[0]?.page.total ?? null
  const announce = useAnnounce()
  const isSettled = query.isSuccess && !query.isPlaceholderData
  useEffect(() => {
    if (isSettled && total !== null) announce(plural(total, { one: '# entry', other: '# entries' }))
  }, [isSettled, total, announce])
  return {
    entries,
    total,
    error: query.error,
    isFirstLoad: query.isPending,
    isOld: query.isPlaceholderData,
    isLoadingMore: query.isFetchingNextPage,
    hasMore: query.hasNextPage,
    loadMore: () => void query.fetchNextPage(),
    reload: () => void query.refetch(),
  }
}
