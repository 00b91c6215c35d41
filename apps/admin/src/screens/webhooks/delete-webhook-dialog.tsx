import { t } from '@lingui/core/macro'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { WebhookView } from '@verso/contract'
import { api } from '../../api/client.ts'
import { webhookKeys } from '../../api/webhooks.ts'
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx'
import { toast } from '../../parts/toast.tsx'

export function DeleteWebhookDialog({ webhook, onClose }: { webhook: WebhookView; onClose: () => void }) {
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const removing = useMutation({
    mutationFn: () => api.delete(`/webhooks/${webhook.id}`),
    onSuccess: async () => {
      onClose()
      await navigate({ to: '/settings/webhooks' })
      toast({ message: t`Removed ${webhook.name}` })
      queryClient.removeQueries({ queryKey: webhookKeys.one(webhook.id) })
      await queryClient.invalidateQueries({ queryKey: webhookKeys.all })
    },
  })
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={t`Remove “${webhook.name}”?`}
      confirmLabel={t`Remove`}
      tone="danger"
      busy={removing.isPending}
      problem={removing.error}
      onConfirm={() => removing.mutate()}
    >
      <p>{t`Nothing is sent there any more. Its secret and its log go too, and this can’t be undone.`}</p>
    </ConfirmDialog>
  )
}
