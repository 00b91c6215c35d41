import { t } from '@lingui/core/macro'
import { ActionIcon, Menu } from '@mantine/core'
import { IconDots, IconFolderPlus, IconPencil, IconTrash } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { FolderView } from '@verso/contract'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { mediaKeys } from '../../api/media.ts'
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx'
import { toast } from '../../parts/toast.tsx'
import { FolderDialog } from './folder-dialog.tsx'

type Asked = 'inside' | 'edit' | 'delete'

/** What can be done with one folder. */
export function FolderMenu({ folder, onGone }: { folder: FolderView; onGone: () => void }) {
  const [asked, setAsked] = useState<Asked | null>(null)
  const close = () => setAsked(null)
  const { name } = folder
  return (
    <>
      <Menu width={200} withinPortal>
        <Menu.Target>
          <ActionIcon size={28} aria-label={t`Actions for the folder ${name}`}>
            <IconDots size={16} stroke={1.75} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconFolderPlus size={16} stroke={1.75} aria-hidden />} onClick={() => setAsked('inside')}>
            {t`New folder inside…`}
          </Menu.Item>
          <Menu.Item leftSection={<IconPencil size={16} stroke={1.75} aria-hidden />} onClick={() => setAsked('edit')}>
            {t`Rename or move…`}
          </Menu.Item>
          <Menu.Item color="red" leftSection={<IconTrash size={16} stroke={1.75} aria-hidden />} onClick={() => setAsked('delete')}>
            {t`Delete…`}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {asked === 'inside' && <FolderDialog folder={null} parent={folder} onClose={close} />}
      {asked === 'edit' && <FolderDialog folder={folder} parent={null} onClose={close} />}
      {asked === 'delete' && <DeleteFolderDialog folder={folder} onClose={close} onGone={onGone} />}
    </>
  )
}

function DeleteFolderDialog({ folder, onClose, onGone }: { folder: FolderView; onClose: () => void; onGone: () => void }) {
  const { id, name, files } = folder
  const queryClient = useQueryClient()
  const removing = useMutation({
    mutationFn: () => api.delete(`/folders/${id}`),
    onSuccess: async () => {
      onClose()
      onGone()
      toast({ message: t`Deleted the folder ${name}` })
      await queryClient.invalidateQueries({ queryKey: mediaKeys.all })
    },
  })
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={t`Delete the folder ${name}?`}
      confirmLabel={t`Delete folder`}
      tone="danger"
      busy={removing.isPending}
      problem={removing.error}
      disabledReason={files > 0 ? t`Move its files elsewhere first.` : undefined}
      onConfirm={() => removing.mutate()}
    >
      <p>{t`Only an empty folder can be deleted. Addresses of files don’t change by it.`}</p>
    </ConfirmDialog>
  )
}
