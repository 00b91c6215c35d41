import { t } from '@lingui/core/macro'
import { Select } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { WebhookView, WebhookWithSecret } from '@verso/contract'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { webhookKeys } from '../../api/webhooks.ts'
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx'

const overlaps = [
  { value: '0', label: t`At once` },
  { value: '3600', label: t`In one hour` },
  { value: '86400', label: t`In one day` },
  { value: '604800', label: t`In one week` },
]

interface RotateSecretDialogProps {
  webhook: WebhookView
  onClose: () => void
  onSecret: (made: WebhookWithSecret) => void
}

/** A new secret; for a while messages are signed with both, so that the receiver can change over. */
export function RotateSecretDialog({ webhook, onClose, onSecret }: RotateSecretDialogProps) {
  const [overlap, setOverlap] = useState('86400')
  const queryClient = useQueryClient()
  const rotating = useMutation({
    mutationFn: () => api.post<WebhookWithSecret>(`/webhooks/${webhook.id}/rotate`, { overlapSeconds: Number(overlap) }),
    onSuccess: async (rotated) => {
      onClose()
      onSecret(rotated)
      await queryClient.invalidateQueries({ queryKey: webhookKeys.all })
    },
  })
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={t`Rotate the secret of “${webhook.name}”?`}
      confirmLabel={t`Rotate secret`}
      busy={rotating.isPending}
      problem={rotating.error}
      onConfirm={() => rotating.mutate()}
    >
      <p>{t`You get a new secret. Until the old one ends, each message carries both signatures.`}</p>
      <Select mt="md" label={t`The old secret ends`} data={overlaps} value={overlap} onChange={(value) => setOverlap(value ?? '0')} />
    </ConfirmDialog>
  )
}
