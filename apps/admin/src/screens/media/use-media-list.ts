import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { MediaView } from '@verso/contract'
import { mediaListQuery } from '../../api/media.ts'
import { localesQuery } from '../../api/types.ts'
import { type MediaSearch, queryOf } from './media-search.ts'

export interface LoadedMedia {
  files: MediaView[]
  total: number | null
  error: unknown
  isFirstLoad: boolean
  isLoadingMore: boolean
  hasMore: boolean
  loadMore: () => void
  reload: () => void
}

export function useMediaList(search: MediaSearch): LoadedMedia {
  const query = useInfiniteQuery({ ...mediaListQuery(queryOf(search, useDefaultLocale())), placeholderData: keepPreviousData })
  return {
    files: query.data?.pages.flatMap(({ data }) => data) ?? [],
    total: query.data?.pages[0]?.page.total ?? null,
    error: query.error,
    isFirstLoad: query.isPending,
    isLoadingMore: query.isFetchingNextPage,
    hasMore: query.hasNextPage,
    loadMore: () => void query.fetchNextPage(),
    reload: () => void query.refetch(),
  }
}

function useDefaultLocale(): string {
  const { data: locales = [] } = useQuery(localesQuery())
  return locales.find((locale) => locale.default)?.code ?? 'en'
}
