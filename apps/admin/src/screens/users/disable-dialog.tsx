import { t } from '@lingui/core/macro'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { UserView } from '@verso/contract'
import { api } from '../../api/client.ts'
import { userKeys } from '../../api/people.ts'
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx'
import { toast } from '../../parts/toast.tsx'

export function DisableDialog({ user, onClose }: { user: UserView; onClose: () => void }) {
  const queryClient = useQueryClient()
  const disabling = useMutation({
    mutationFn: () => api.patch(`/users/${user.id}`, { status: 'disabled' }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: userKeys.all })
      toast({ message: t`Disabled ${user.name}` })
      onClose()
    },
  })
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={t`Disable ${user.name}?`}
      confirmLabel={t`Disable`}
      tone="danger"
      busy={disabling.isPending}
      problem={disabling.error}
      onConfirm={() => disabling.mutate()}
    >
      <p>{t`Their sessions end at once and they can’t sign in. What they wrote stays, and they can be enabled again.`}</p>
    </ConfirmDialog>
  )
}
