import { t } from '@lingui/core/macro'
import { Checkbox, Select, Stack, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { FolderView } from '@verso/contract'
import { useState } from 'react'
import { issuesAt } from '../../api/api-problem.ts'
import { api } from '../../api/client.ts'
import { foldersQuery, mediaKeys } from '../../api/media.ts'
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx'
import { folderChoices } from './folder-paths.ts'

interface FolderDialogProps {
  /** Null: a new one. */
  folder: FolderView | null
  /** Where a new one lies to begin with. */
  parent: FolderView | null
  onClose: () => void
  onMade?: (folder: FolderView) => void
}

/** Makes a folder, renames or moves one. Addresses of the files in it stay. */
export function FolderDialog({ folder, parent, onClose, onMade }: FolderDialogProps) {
  const [name, setName] = useState(folder?.name ?? '')
  const [place, setPlace] = useState(folder === null ? (parent?.id ?? '') : (folder.parent ?? ''))
  const [isPublic, setIsPublic] = useState(folder?.public ?? false)
  const { data: folders = [] } = useQuery(foldersQuery())
  const queryClient = useQueryClient()
  const saving = useMutation({
    mutationFn: () => {
      const body = { name: name.trim(), parent: place === '' ? null : place, public: isPublic }
      return folder === null
        ? api.post<FolderView>('/folders', body)
        : api.patch<FolderView>(`/folders/${folder.id}`, body, { ifMatch: folder.revision })
    },
    onSuccess: async (saved) => {
      await queryClient.invalidateQueries({ queryKey: mediaKeys.all })
      onClose()
      if (folder === null) onMade?.(saved)
    },
  })
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={folder === null ? t`New folder` : t`Rename or move the folder`}
      confirmLabel={folder === null ? t`Make folder` : t`Save`}
      busy={saving.isPending}
      problem={saving.error}
      disabledReason={name.trim() === '' ? t`A folder has a name.` : undefined}
      onConfirm={() => saving.mutate()}
    >
      <Stack gap="md">
        <TextInput
          label={t`Name`}
          data-autofocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={issuesAt(saving.error, '/name')[0]}
        />
        <Select
          label={t`Lies in`}
          data={[{ value: '', label: t`No folder` }, ...folderChoices(folders, folder?.id)]}
          value={place}
          onChange={(next) => setPlace(next ?? '')}
          error={issuesAt(saving.error, '/parent')[0]}
        />
        <Checkbox label={t`Readers may list its files`} checked={isPublic} onChange={(event) => setIsPublic(event.currentTarget.checked)} />
      </Stack>
    </ConfirmDialog>
  )
}
