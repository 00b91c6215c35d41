import { t } from '@lingui/core/macro'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { UserView } from '@verso/contract'
import { api } from '../../api/client.ts'
import { userKeys } from '../../api/people.ts'
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx'
import { toast } from '../../parts/toast.tsx'

export function ResetFactorDialog({ user, onClose }: { user: UserView; onClose: () => void }) {
  const queryClient = useQueryClient()
  const resetting = useMutation({
    mutationFn: () => api.delete(`/users/${user.id}/second-factor`),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: userKeys.all })
      toast({ message: t`Reset the second factor of ${user.name}` })
      onClose()
    },
  })
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={t`Reset the second factor of ${user.name}?`}
      confirmLabel={t`Reset`}
      tone="danger"
      busy={resetting.isPending}
      problem={resetting.error}
      onConfirm={() => resetting.mutate()}
    >
      <p>
        {t`For who has lost the app and the recovery codes. Their sessions end at once, and the password alone signs them in until they set up another one.`}
      </p>
    </ConfirmDialog>
  )
}
