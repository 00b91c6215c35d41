import { t } from '@lingui/core/macro'
import { Button } from '@mantine/core'
import { IconFilterOff, IconPhoto } from '@tabler/icons-react'
import { Empty } from '../../parts/empty.tsx'
import { Loading } from '../../parts/loading.tsx'
import { ProblemCard } from '../../parts/problem-card.tsx'
import { MediaGrid } from './media-grid.tsx'
import { isNarrowed, type MediaSearch } from './media-search.ts'
import { MediaTable } from './media-table.tsx'
import type { LoadedMedia } from './use-media-list.ts'
import type { Selection } from './use-selection.ts'

interface MediaBodyProps {
  list: LoadedMedia
  search: MediaSearch
  mayUpload: boolean
  selection: Selection | null
  onOpen: (id: string) => void
  onClear: () => void
}

export function MediaBody({ list, search, mayUpload, selection, onOpen, onClear }: MediaBodyProps) {
  const failed = <ProblemCard problem={list.error} title={t`The files could not be loaded`} onRetry={list.reload} />
  if (list.isFirstLoad)
    return list.error === null ? <Loading label={t`Loading files`} kind={search.layout === 'list' ? 'rows' : 'cards'} rows={12} /> : failed
  if (list.files.length === 0) {
    if (isNarrowed(search))
      return <Empty icon={IconFilterOff} title={t`Nothing matches.`} action={<Button onClick={onClear}>{t`Clear filters`}</Button>} />
    return (
      <Empty icon={IconPhoto} title={search.folder === undefined ? t`No files yet.` : t`No files in this folder.`}>
        {mayUpload ? t`Drop files here, paste them, or press Upload.` : t`Editors upload pictures and documents here.`}
      </Empty>
    )
  }
  return (
    <>
      {list.error !== null && failed}
      {search.layout === 'list' ? (
        <MediaTable files={list.files} selection={selection} onOpen={onOpen} />
      ) : (
        <MediaGrid files={list.files} openId={search.id} selection={selection} onOpen={onOpen} />
      )}
      {list.hasMore && (
        <Button mt="lg" onClick={list.loadMore} loading={list.isLoadingMore}>
          {t`Load more`}
        </Button>
      )}
    </>
  )
}
