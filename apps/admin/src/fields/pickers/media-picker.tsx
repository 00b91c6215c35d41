import { t } from '@lingui/core/macro'
import { Button, Drawer, TextInput, VisuallyHidden } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useInfiniteQuery } from '@tanstack/react-query'
import { IconFile, IconPhotoOff, IconSearch, IconUpload } from '@tabler/icons-react'
import type { MediaView } from '@verso/contract'
import { type ReactNode, useRef, useState } from 'react'
import { mediaListQuery } from '../../api/media.ts'
import { Empty } from '../../parts/empty.tsx'
import { Loading } from '../../parts/loading.tsx'
import { ProblemCard } from '../../parts/problem-card.tsx'
import { describeFile } from '../describe-file.ts'
import classes from './picker.module.css'
import { Uploads } from './uploads.tsx'
import { useUploads } from './use-uploads.ts'

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

/** The library, to choose from; new files are uploaded here by button, drop or paste. */
export function MediaPicker({ opened, title, onClose, ...library }: MediaPickerProps) {
  return (
    <Drawer opened={opened} onClose={onClose} size={640} title={t`Choose ${title}`} classNames={{ body: classes.drawer ?? '' }}>
      {opened && <Library {...library} onClose={onClose} />}
    </Drawer>
  )
}

function Library({ accept, exclude = [], isMany = false, onPick, onClose }: Omit<MediaPickerProps, 'opened' | 'title'>) {
  const [words, setWords] = useState('')
  const [search] = useDebouncedValue(words.trim(), 200)
  const input = useRef<HTMLInputElement>(null)
  const pick = (file: MediaView) => {
    onPick(file)
    if (!isMany) onClose()
  }
  const { uploads, add, dismiss } = useUploads(pick, isMany)
  return (
    <DropArea onFiles={add}>
      <div className={classes.bar}>
        <TextInput
          data-autofocus
          aria-label={t`Search files`}
          placeholder={t`Search by name`}
          value={words}
          leftSection={<IconSearch size={18} stroke={1.75} aria-hidden />}
          className={classes.search}
          onChange={({ currentTarget }) => setWords(currentTarget.value)}
        />
        <Button leftSection={<IconUpload size={16} stroke={1.75} aria-hidden />} onClick={() => input.current?.click()}>
          {t`Upload…`}
        </Button>
        <input
          ref={input}
          type="file"
          hidden
          accept={accept.join(',')}
          aria-label={t`File to upload`}
          onChange={({ currentTarget }) => add([...(currentTarget.files ?? [])])}
        />
      </div>
      <Uploads uploads={uploads} onDismiss={dismiss} />
      <Files search={search} accept={accept} exclude={exclude} onPick={pick} />
      {isMany && (
        <Button variant="filled" className={classes.done} onClick={onClose}>
          {t`Done`}
        </Button>
      )}
    </DropArea>
  )
}

function DropArea({ onFiles, children }: { onFiles: (files: File[]) => void; children: ReactNode }) {
  const [isOver, setIsOver] = useState(false)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping and pasting are shortcuts; the Upload button does the same
    <div
      className={classes.library}
      data-over={isOver || undefined}
      onDragOver={(event) => {
        event.preventDefault()
        setIsOver(true)
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setIsOver(false)
        onFiles([...event.dataTransfer.files])
      }}
      onPaste={({ clipboardData }) => clipboardData.files.length > 0 && onFiles([...clipboardData.files])}
    >
      {children}
    </div>
  )
}

interface FilesProps {
  search: string
  accept: readonly string[]
  exclude: readonly string[]
  onPick: (file: MediaView) => void
}

function Files({ search, accept, exclude, onPick }: FilesProps) {
  const files = useInfiniteQuery({
    ...mediaListQuery({ search: search === '' ? undefined : search }),
    placeholderData: (previous) => previous,
  })
  const found = (files.data?.pages.flatMap((page) => page.data) ?? []).filter((file) => isAccepted(file, accept))
  if (files.isError && files.data === undefined)
    return <ProblemCard problem={files.error} title={t`The files could not be loaded`} onRetry={() => void files.refetch()} />
  if (files.data === undefined) return <Loading label={t`Loading files`} kind="cards" rows={9} />
  return (
    <>
      <VisuallyHidden role="status">{search !== '' ? t`${found.length} files found` : ''}</VisuallyHidden>
      {found.length === 0 && <Empty title={search === '' ? t`No files yet. Upload one, or drop it here.` : t`Nothing matches.`} />}
      <ul className={classes.grid}>
        {found.map((file) => (
          <li key={file.id}>
            <Tile file={file} isChosen={exclude.includes(file.id)} onPick={() => onPick(file)} />
          </li>
        ))}
      </ul>
      {files.hasNextPage && (
        <Button size="sm" loading={files.isFetchingNextPage} onClick={() => void files.fetchNextPage()}>
          {t`Show more`}
        </Button>
      )}
    </>
  )
}

function Tile({ file, isChosen, onPick }: { file: MediaView; isChosen: boolean; onPick: () => void }) {
  const isPicture = file.mimeType.startsWith('image/')
  return (
    <button
      type="button"
      className={classes.tile}
      aria-disabled={isChosen || undefined}
      onClick={() => !isChosen && onPick()}
      title={file.filename}
    >
      {isPicture && file.url !== null ? (
        <img src={file.url} alt="" loading="lazy" className={classes.picture} />
      ) : (
        <span className={classes.picture}>
          {isPicture ? <IconPhotoOff size={28} stroke={1.25} aria-hidden /> : <IconFile size={28} stroke={1.25} aria-hidden />}
        </span>
      )}
      <span className={classes.tileName}>{file.filename}</span>
      <span className={classes.tileFacts}>{isChosen ? t`Chosen` : describeFile(file)}</span>
    </button>
  )
}

function isAccepted(file: MediaView, accept: readonly string[]): boolean {
  return (
    accept.length === 0 ||
    accept.some((type) => type === file.mimeType || type === '*/*' || (type.endsWith('/*') && file.mimeType.startsWith(type.slice(0, -1))))
  )
}
