import { t } from '@lingui/core/macro'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { ReleaseView } from '@verso/contract'
import { api } from '../../api/client.ts'
import { releaseKeys } from '../../api/releases.ts'
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx'
import { toast } from '../../parts/toast.tsx'

export function DeleteReleaseDialog({ release, onClose }: { release: ReleaseView; onClose: () => void }) {
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const deleting = useMutation({
    mutationFn: () => api.delete(`/releases/${release.id}`),
    onSuccess: async () => {
      toast({ message: t`Deleted ${release.name}` })
      await navigate({ to: '/releases' })
      queryClient.removeQueries({ queryKey: releaseKeys.one(release.id) })
      await queryClient.invalidateQueries({ queryKey: releaseKeys.all })
    },
  })
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={t`Delete ${release.name}?`}
      confirmLabel={t`Delete`}
      tone="danger"
      busy={deleting.isPending}
      problem={deleting.error}
      onConfirm={() => deleting.mutate()}
    >
      <p>
        {release.state === 'published'
          ? t`What it published stays public; it can’t be taken back in one step any more.`
          : t`Its entries stay as they are.`}
      </p>
    </ConfirmDialog>
  )
}
