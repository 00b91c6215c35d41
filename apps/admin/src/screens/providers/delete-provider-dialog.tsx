import { t } from '@lingui/core/macro'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { IdentityProviderView } from '@verso/contract'
import { api } from '../../api/client.ts'
import { providerKeys } from '../../api/providers.ts'
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx'
import { toast } from '../../parts/toast.tsx'

export function DeleteProviderDialog({ provider, onClose }: { provider: IdentityProviderView; onClose: () => void }) {
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const removing = useMutation({
    mutationFn: () => api.delete(`/identity-providers/${encodeURIComponent(provider.name)}`),
    onSuccess: async () => {
      onClose()
      await navigate({ to: '/settings/sign-in', ignoreBlocker: true })
      toast({ message: t`Removed ${provider.label}` })
      await queryClient.invalidateQueries({ queryKey: providerKeys.all })
    },
  })
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={t`Remove ${provider.label}?`}
      confirmLabel={t`Remove`}
      tone="danger"
      busy={removing.isPending}
      problem={removing.error}
      onConfirm={() => removing.mutate()}
    >
      <p>
        {t`Nobody can sign in by it any more. Accounts stay; whoever has no password needs a link to a new one. Sessions that are open go on.`}
      </p>
    </ConfirmDialog>
  )
}
