import { t } from '@lingui/core/macro'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { RedirectView } from '@verso/contract'
import { api } from '../../api/client.ts'
import { redirectKeys } from '../../api/redirects.ts'
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx'
import { toast } from '../../parts/toast.tsx'

export function DeleteRedirectDialog({ redirect, onClose }: { redirect: RedirectView; onClose: () => void }) {
  const queryClient = useQueryClient()
  const removing = useMutation({
    mutationFn: () => api.delete(`/redirects/${redirect.id}`),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: redirectKeys.all })
      toast({ message: t`Removed the redirect from ${redirect.from}` })
      onClose()
    },
  })
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={t`Remove the redirect from ${redirect.from}?`}
      confirmLabel={t`Remove`}
      tone="danger"
      busy={removing.isPending}
      problem={removing.error}
      onConfirm={() => removing.mutate()}
    >
      <p>{t`Readers who come to ${redirect.from} get 404 then.`}</p>
    </ConfirmDialog>
  )
}
