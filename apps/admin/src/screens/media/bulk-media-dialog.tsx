import { plural, t } from '@lingui/core/macro'
import { Select, Stack, TagsInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { BulkMediaBody, BulkResult, MediaView } from '@verso/contract'
import { useState } from 'react'
import { foldersQuery } from '../../api/media.ts'
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx'
import { Note } from '../../parts/note.tsx'
import { toast } from '../../parts/toast.tsx'
import classes from './bulk-bar.module.css'
import { folderChoices } from './folder-paths.ts'
import { useBulkMedia } from './use-bulk-media.ts'
import type { Selection } from './use-selection.ts'

export type BulkAct = 'move' | 'tag' | 'delete'

interface BulkMediaDialogProps {
  act: BulkAct
  files: MediaView[]
  selection: Selection
  onClose: () => void
}

/** Asks what is to be done with many files, and tells which of them refused it. */
export function BulkMediaDialog({ act, files, selection, onClose }: BulkMediaDialogProps) {
  const [folder, setFolder] = useState('')
  const [tags, setTags] = useState<{ add: string[]; remove: string[] }>({ add: [], remove: [] })
  // What entries show stays: only the others are asked for.
  const meant = act === 'delete' ? files.filter(({ usedBy }) => usedBy === 0) : files
  const bulk = useBulkMedia((failed) => {
    const count = meant.length - failed.length
    if (count > 0) toast({ message: doneWords(act, count) })
    selection.keep(failed.map(({ id }) => id))
    if (failed.length === 0) onClose()
  })
  const wish: Omit<BulkMediaBody, 'ids'> =
    act === 'delete'
      ? { action: 'delete' }
      : act === 'move'
        ? { action: 'edit', folder: folder === '' ? null : folder }
        : { action: 'edit', addTags: tags.add, removeTags: tags.remove }
  const reason =
    act === 'delete' && meant.length === 0
      ? t`Entries show every one of them.`
      : act === 'tag' && tags.add.length + tags.remove.length === 0
        ? t`Say which tags.`
        : undefined
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={titleOf(act, files.length)}
      confirmLabel={buttonOf(act, meant.length)}
      tone={act === 'delete' ? 'danger' : 'primary'}
      busy={bulk.isRunning}
      problem={bulk.error}
      disabledReason={reason}
      onConfirm={() => bulk.run(wish, meant)}
    >
      <Stack gap="md">
        {act === 'move' && <FolderSelect value={folder} onChange={setFolder} />}
        {act === 'tag' && <Tags files={files} value={tags} onChange={setTags} />}
        {act === 'delete' && <Used files={files} />}
        {bulk.isRunning && <p role="status">{t`${bulk.done} of ${meant.length} done`}</p>}
        {bulk.failed.length > 0 && <Failed failed={bulk.failed} files={files} />}
      </Stack>
    </ConfirmDialog>
  )
}

function FolderSelect({ value, onChange }: { value: string; onChange: (folder: string) => void }) {
  const { data: folders = [] } = useQuery(foldersQuery())
  return (
    <Select
      label={t`Folder`}
      description={t`Addresses of the files stay as they are.`}
      data={[{ value: '', label: t`No folder` }, ...folderChoices(folders)]}
      value={value}
      onChange={(next) => onChange(next ?? '')}
    />
  )
}

interface TagsProps {
  files: MediaView[]
  value: { add: string[]; remove: string[] }
  onChange: (value: TagsProps['value']) => void
}

function Tags({ files, value, onChange }: TagsProps) {
  const present = [...new Set(files.flatMap((file) => file.tags))]
  return (
    <>
      <TagsInput label={t`Add tags`} value={value.add} onChange={(add) => onChange({ ...value, add })} />
      {present.length > 0 && (
        <TagsInput label={t`Remove tags`} data={present} value={value.remove} onChange={(remove) => onChange({ ...value, remove })} />
      )}
    </>
  )
}

/** Which of them entries show: these stay. */
function Used({ files }: { files: MediaView[] }) {
  const used = files.filter(({ usedBy }) => usedBy > 0)
  return (
    <>
      <p>{t`Their addresses stop working, and this can’t be undone.`}</p>
      {used.length > 0 && (
        <Note
          tone="warn"
          title={plural(used.length, { one: '# file is shown by entries and stays.', other: '# files are shown by entries and stay.' })}
        >
          <ul className={classes.files}>
            {used.slice(0, 8).map(({ id, filename, usedBy }) => (
              <li key={id}>
                {filename}: {plural(usedBy, { one: '# entry', other: '# entries' })}
              </li>
            ))}
          </ul>
        </Note>
      )}
    </>
  )
}

function Failed({ failed, files }: { failed: BulkResult[]; files: MediaView[] }) {
  return (
    <Note tone="error" title={plural(failed.length, { one: '# file was refused.', other: '# files were refused.' })}>
      <ul className={classes.files}>
        {failed.slice(0, 8).map(({ id, detail }) => (
          <li key={id}>
            {files.find((file) => file.id === id)?.filename ?? id}: {detail}
          </li>
        ))}
      </ul>
    </Note>
  )
}

function titleOf(act: BulkAct, count: number): string {
  if (act === 'move') return plural(count, { one: 'Move # file?', other: 'Move # files?' })
  if (act === 'tag') return plural(count, { one: 'Tag # file?', other: 'Tag # files?' })
  return plural(count, { one: 'Delete # file?', other: 'Delete # files?' })
}

function buttonOf(act: BulkAct, count: number): string {
  if (act === 'move') return plural(count, { one: 'Move # file', other: 'Move # files' })
  if (act === 'tag') return plural(count, { one: 'Tag # file', other: 'Tag # files' })
  return plural(count, { one: 'Delete # file', other: 'Delete # files' })
}

function doneWords(act: BulkAct, count: number): string {
  if (act === 'move') return plural(count, { one: 'Moved # file', other: 'Moved # files' })
  if (act === 'tag') return plural(count, { one: 'Tagged # file', other: 'Tagged # files' })
  return plural(count, { one: 'Deleted # file', other: 'Deleted # files' })
}
