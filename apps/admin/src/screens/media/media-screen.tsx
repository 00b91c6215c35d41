import { plural, t } from '@lingui/core/macro'
import { Button, FileButton } from '@mantine/core'
import { IconLink, IconUpload } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useMay } from '../../api/use-may.ts'
import { Page } from '../../parts/page.tsx'
import { BulkBar } from './bulk-bar.tsx'
import { DropArea } from './drop-area.tsx'
import { FetchDialog } from './fetch-dialog.tsx'
import { FolderSelect } from './folder-select.tsx'
import { FolderTree } from './folder-tree.tsx'
import { MediaBody } from './media-body.tsx'
import { MediaDetails } from './media-details.tsx'
import { cleared, type MediaSearch, searchOf } from './media-search.ts'
import { MediaToolbar } from './media-toolbar.tsx'
import classes from './media-screen.module.css'
import { UploadList } from './upload-list.tsx'
import { useMediaList } from './use-media-list.ts'
import { useSelection } from './use-selection.ts'
import { type Uploads, useUploads } from './use-uploads.ts'

const typed = ['q', 'tag', 'from', 'until'] as const

/** All files: found, brought in by drop, paste, address or button, described, and put in order. */
export function MediaScreen() {
  const search = searchOf(useSearch({ strict: false }))
  const navigate = useNavigate()
  const list = useMediaList(search)
  const uploads = useUploads()
  const mayUpload = useMay().manage('media')
  const { id: _, layout: __, ...shown } = search
  const selection = useSelection(JSON.stringify(shown))
  // What is typed is one step back at most, not one for each pause.
  const set = (change: MediaSearch) =>
    navigate({ to: '/media', search: { ...search, ...change }, replace: typed.some((name) => name in change) })
  const folder = search.folder === undefined || search.folder === 'top' ? null : search.folder
  const add = (files: File[]) => uploads.add(files, folder)
  const choose = (next: string | undefined) => void set({ folder: next })
  return (
    <DropArea isOn={mayUpload} onFiles={add}>
      <Page
        title={t`Media`}
        width="full"
        meta={list.total === null ? undefined : plural(list.total, { one: '# file', other: '# files' })}
        actions={mayUpload && <UploadButtons uploads={uploads} onFiles={add} />}
      >
        <div className={classes.panes}>
          <div className={classes.folders}>
            <FolderTree chosen={search.folder} mayEdit={mayUpload} onChoose={choose} />
          </div>
          <div className={classes.files}>
            <div className={classes.folderSelect}>
              <FolderSelect chosen={search.folder} onChoose={choose} />
            </div>
            <MediaToolbar search={search} onChange={set} />
            <UploadList uploads={uploads} openLabel={t`Describe`} onOpen={(id) => set({ id })} />
            <MediaBody
              list={list}
              search={search}
              mayUpload={mayUpload}
              selection={mayUpload ? selection : null}
              onOpen={(id) => set({ id })}
              onClear={() => set(cleared)}
            />
            {mayUpload && <BulkBar files={list.files} selection={selection} />}
          </div>
        </div>
        <MediaDetails id={search.id} mayEdit={mayUpload} onClose={() => set({ id: undefined })} />
      </Page>
    </DropArea>
  )
}

function UploadButtons({ uploads, onFiles }: { uploads: Uploads; onFiles: (files: File[]) => void }) {
  const [isFetching, setIsFetching] = useState(false)
  return (
    <>
      <Button leftSection={<IconLink size={18} stroke={1.75} aria-hidden />} onClick={() => setIsFetching(true)}>
        {t`From an address…`}
      </Button>
      <FileButton multiple onChange={onFiles}>
        {(props) => (
          <Button {...props} variant="filled" leftSection={<IconUpload size={18} stroke={1.75} aria-hidden />}>
            {t`Upload`}
          </Button>
        )}
      </FileButton>
      {isFetching && <FetchDialog onFetch={uploads.fetchFrom} onClose={() => setIsFetching(false)} />}
    </>
  )
}
