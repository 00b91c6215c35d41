import { ActionIcon, Menu } from '@mantine/core'
import { IconDots, IconNotes, IconTrash } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { ContentTypeView } from '@verso/contract'
import { useState } from 'react'
import { isProblem } from '../../api/api-problem.ts'
import { api } from '../../api/client.ts'
import { typeKeys } from '../../api/types.ts'
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx'
import { toast } from '../../parts/toast.tsx'

export function TypeMenu({ type, tag }: { type: ContentTypeView; tag: string | null }) {
  const [isAsking, setIsAsking] = useState(false)
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const deleting = useMutation({
    mutationFn: () => api.delete(`/types/${type.name}`, tag === null ? {} : { ifMatch: tag }),
    onSuccess: async () => {
      toast({ message: `Deleted ${type.label}` })
      await navigate({ to: '/settings/types', ignoreBlocker: true })
      await queryClient.invalidateQueries({ queryKey: typeKeys.all })
    },
  })
  const isInUse = isProblem(deleting.error, 'in_use', 'needs_plan')
  return (
    <>
      <Menu width={200}>
        <Menu.Target>
          <ActionIcon aria-label={`Actions for ${type.label}`}>
            <IconDots size={18} stroke={1.75} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconNotes size={16} stroke={1.75} aria-hidden />}
            onClick={() => navigate({ to: '/content/$type', params: { type: type.name } })}
          >
            Show entries
          </Menu.Item>
          <Menu.Item color="red" leftSection={<IconTrash size={16} stroke={1.75} aria-hidden />} onClick={() => setIsAsking(true)}>
            Delete…
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ConfirmDialog
        opened={isAsking}
        onClose={() => setIsAsking(false)}
        title={`Delete ${type.label}?`}
        confirmLabel="Delete"
        tone="danger"
        busy={deleting.isPending}
        problem={deleting.error}
        onConfirm={() => deleting.mutate()}
      >
        <p>
          {isInUse
            ? 'Only a type without entries can be deleted; those in the trash count too.'
            : 'The type and its fields go, and the content API no longer knows it. This can’t be undone.'}
        </p>
      </ConfirmDialog>
    </>
  )
}
