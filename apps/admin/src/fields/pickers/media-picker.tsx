import { plural, t } from '@lingui/core/macro'
import { Button, Drawer, FileButton, VisuallyHidden } from '@mantine/core'
import { IconUpload } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import type { MediaView } from '@verso/contract'
import { useState } from 'react'
import { mediaQuery } from '../../api/media.ts'
import { useMay } from '../../api/use-may.ts'
import { Empty } from '../../parts/empty.tsx'
import { Loading } from '../../parts/loading.tsx'
import { ProblemCard } from '../../parts/problem-card.tsx'
import { DropArea } from '../../screens/media/drop-area.tsx'
import { FolderSelect } from '../../screens/media/folder-select.tsx'
import { cleared, isNarrowed, type MediaSearch } from '../../screens/media/media-search.ts'
import { MediaToolbar } from '../../screens/media/media-toolbar.tsx'
import { UploadList } from '../../screens/media/upload-list.tsx'
import { useMediaList } from '../../screens/media/use-media-list.ts'
import { useUploads } from '../../screens/media/use-uploads.ts'
import { MediaTile } from './media-tile.tsx'
import classes from './picker.module.css'

interface MediaPickerProps {
  opened: boolean
  title: string
  /** Media types such as `image/*`; none means all. */
  accept: readonly string[]
  /** Files that are there already. */
  exclude?: readonly string[]
  /** It stays open for the next. */
  isMany?: boolean
  onClose: () => void
  onPick: (file: MediaView) => void
}

/** The library, to choose from: with its folders, filters and uploads. */
export function MediaPicker({ opened, title, onClose, ...library }: MediaPickerProps) {
  return (
    <Drawer opened={opened} onClose={onClose} size={720} title={t`Choose ${title}`} classNames={{ body: classes.drawer ?? '' }}>
      {opened && <Library {...library} onClose={onClose} />}
    </Drawer>
  )
}

function Library({ accept, exclude = [], isMany = false, onPick, onClose }: Omit<MediaPickerProps, 'opened' | 'title'>) {
  const [search, setSearch] = useState<MediaSearch>({ kind: kindOf(accept) })
  const change = (next: MediaSearch) => setSearch((before) => ({ ...before, ...next }))
  const queryClient = useQueryClient()
  const mayUpload = useMay().manage('media')
  const pick = (file: MediaView) => {
    onPick(file)
    if (!isMany) onClose()
  }
  // What comes alone is what was wanted; of several, all are wanted where several may be chosen.
  const uploads = useUploads((file, isAlone) => (isAlone || isMany) && isAccepted(file, accept) && pick(file))
  const pickById = async (id: string) => pick(await queryClient.fetchQuery(mediaQuery(id)))
  const folder = search.folder === undefined || search.folder === 'top' ? null : search.folder
  const add = (files: File[]) => uploads.add(files, folder)
  return (
    <DropArea isOn={mayUpload} onFiles={add}>
      <div className={classes.library}>
        <div className={classes.bar}>
          <div className={classes.folder}>
            <FolderSelect chosen={search.folder} onChoose={(next) => change({ folder: next })} />
          </div>
          {mayUpload && (
            <FileButton multiple accept={accept.join(',')} onChange={add} inputProps={{ 'aria-label': t`File to upload` }}>
              {(props) => (
                <Button {...props} leftSection={<IconUpload size={16} stroke={1.75} aria-hidden />}>
                  {t`Upload…`}
                </Button>
              )}
            </FileButton>
          )}
        </div>
        <MediaToolbar search={search} hasLayouts={false} onChange={change} />
        <UploadList uploads={uploads} openLabel={t`Choose`} onOpen={(id) => void pickById(id)} />
        <Files search={search} accept={accept} exclude={exclude} onPick={pick} onClear={() => change(cleared)} />
        {isMany && (
          <Button variant="filled" className={classes.done} onClick={onClose}>
            {t`Done`}
          </Button>
        )}
      </div>
    </DropArea>
  )
}

interface FilesProps {
  search: MediaSearch
  accept: readonly string[]
  exclude: readonly string[]
  onPick: (file: MediaView) => void
  onClear: () => void
}

function Files({ search, accept, exclude, onPick, onClear }: FilesProps) {
  const list = useMediaList(search)
  const found = list.files.filter((file) => isAccepted(file, accept))
  if (list.isFirstLoad)
    return list.error === null ? (
      <Loading label={t`Loading files`} kind="cards" rows={9} />
    ) : (
      <ProblemCard problem={list.error} title={t`The files could not be loaded`} onRetry={list.reload} />
    )
  const isNarrow = isNarrowed({ ...search, kind: undefined })
  return (
    <>
      <VisuallyHidden role="status">{isNarrow ? plural(found.length, { one: '# file found', other: '# files found' }) : ''}</VisuallyHidden>
      {found.length === 0 && !isNarrow && <Empty title={t`No files yet. Upload one, or drop it here.`} />}
      {found.length === 0 && isNarrow && (
        <Empty title={t`Nothing matches.`} action={<Button onClick={onClear}>{t`Clear filters`}</Button>} />
      )}
      <ul className={classes.grid}>
        {found.map((file) => (
          <li key={file.id}>
            <MediaTile file={file} isChosen={exclude.includes(file.id)} onPick={() => onPick(file)} />
          </li>
        ))}
      </ul>
      {list.hasMore && (
        <Button size="sm" loading={list.isLoadingMore} onClick={list.loadMore}>
          {t`Show more`}
        </Button>
      )}
    </>
  )
}

/** What of kinds the library can be asked for: those with one beginning. */
function kindOf(accept: readonly string[]): string | undefined {
  const [kind, ...others] = [...new Set(accept.map((type) => type.replace(/\/.*/, '/')))]
  return others.length === 0 && kind !== '*/' ? kind : undefined
}

function isAccepted(file: MediaView, accept: readonly string[]): boolean {
  return (
    accept.length === 0 ||
    accept.some((type) => type === file.mimeType || type === '*/*' || (type.endsWith('/*') && file.mimeType.startsWith(type.slice(0, -1))))
  )
}
