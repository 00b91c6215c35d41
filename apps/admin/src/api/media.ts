import { t } from '@lingui/core/macro'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { FolderView, ImportMediaBody, List, MediaView, UploadedMedia, Usages } from '@verso/contract'
import { api, type Query } from './client.ts'

export const mediaKeys = { all: ['media'] as const, one: (id: string) => ['media', 'one', id] as const }

export function mediaListQuery(query: Query) {
  return infiniteQueryOptions({
    queryKey: [...mediaKeys.all, 'list', query],
    queryFn: ({ pageParam, signal }) =>
      api.get<List<MediaView>>('/media', {
        query: { limit: 60, ...query, after: pageParam ?? undefined, count: pageParam === null ? true : undefined },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.page.next,
  })
}

export function mediaQuery(id: string) {
  return queryOptions({ queryKey: mediaKeys.one(id), queryFn: ({ signal }) => api.get<MediaView>(`/media/${id}`, { signal }) })
}

export function mediaUsagesQuery(id: string) {
  return queryOptions({
    queryKey: [...mediaKeys.one(id), 'usages'],
    queryFn: ({ signal }) => api.get<Usages>(`/media/${id}/usages`, { signal }),
  })
}

/** Lets the server fetch a file from an address. Gives its id. */
export async function importMedia(wish: ImportMediaBody): Promise<string> {
  const { data } = await api.post<UploadedMedia>('/media/import', wish)
  const media = Array.isArray(data) ? data[0] : data
  if (media === undefined) throw new Error(t`The answer to an import holds no file`)
  return media.id
}

/** Every folder that the person may see. */
export function foldersQuery() {
  return queryOptions({
    queryKey: [...mediaKeys.all, 'folders'],
    queryFn: async ({ signal }) => (await api.get<List<FolderView>>('/folders', { signal })).data,
    staleTime: 60_000,
  })
}
