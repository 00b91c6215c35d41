import { plural, t } from '@lingui/core/macro'
import { Button, FileButton } from '@mantine/core'
import { IconUpload } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMay } from '../../api/use-may.ts'
import { Page } from '../../parts/page.tsx'
import { DropArea } from './drop-area.tsx'
import { MediaBody } from './media-body.tsx'
import { MediaDetails } from './media-details.tsx'
import { type MediaSearch, searchOf } from './media-search.ts'
import { MediaToolbar } from './media-toolbar.tsx'
import { UploadList } from './upload-list.tsx'
import { useMediaList } from './use-media-list.ts'
import { useUploads } from './use-uploads.ts'

/** All files: found, brought in by drop, paste or button, described. */
export function MediaScreen() {
  const search = searchOf(useSearch({ strict: false }))
  const navigate = useNavigate()
  const list = useMediaList(search)
  const uploads = useUploads()
  const mayUpload = useMay().manage('media')
  const set = (change: Partial<MediaSearch>) =>
    navigate({ to: '/media', search: { ...search, ...change }, replace: change.q !== undefined })
  return (
    <DropArea isOn={mayUpload} onFiles={uploads.add}>
      <Page
        title={t`Media`}
        meta={list.total === null ? undefined : plural(list.total, { one: '# file', other: '# files' })}
        actions={
          mayUpload && (
            <FileButton multiple onChange={uploads.add}>
              {(props) => (
                <Button {...props} variant="filled" leftSection={<IconUpload size={18} stroke={1.75} aria-hidden />}>
                  {t`Upload`}
                </Button>
              )}
            </FileButton>
          )
        }
      >
        <MediaToolbar search={search} onChange={set} />
        <UploadList uploads={uploads} onOpen={(id) => set({ id })} />
        <MediaBody
          list={list}
          search={search}
          mayUpload={mayUpload}
          onOpen={(id) => set({ id })}
          onClear={() => set({ q: '', kind: undefined })}
        />
        <MediaDetails id={search.id} mayEdit={mayUpload} onClose={() => set({ id: undefined })} />
      </Page>
    </DropArea>
  )
}
