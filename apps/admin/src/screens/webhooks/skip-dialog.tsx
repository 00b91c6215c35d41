import { t } from '@lingui/core/macro'
import { NumberInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { WebhookView } from '@verso/contract'
import { useState } from 'react'
import { issuesAt } from '../../api/api-problem.ts'
import { api } from '../../api/client.ts'
import { webhookKeys } from '../../api/webhooks.ts'
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx'
import { toast } from '../../parts/toast.tsx'

/** Goes on after an event; what lies before it isn't sent. */
export function SkipDialog({ webhook, onClose }: { webhook: WebhookView; onClose: () => void }) {
  const next = webhook.position + 1
  const newest = webhook.position + webhook.lag.seq
  const [toSeq, setToSeq] = useState<number | string>(next)
  const queryClient = useQueryClient()
  const skipping = useMutation({
    mutationFn: () => api.post<WebhookView>(`/webhooks/${webhook.id}/skip`, { toSeq: Number(toSeq) }),
    onSuccess: async () => {
      toast({ message: t`${webhook.name} goes on after event ${toSeq}` })
      onClose()
      await queryClient.invalidateQueries({ queryKey: webhookKeys.all })
    },
  })
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={t`Skip events for “${webhook.name}”?`}
      confirmLabel={t`Skip events`}
      busy={skipping.isPending}
      problem={skipping.error}
      disabledReason={toSeq === '' ? t`Say up to which event.` : undefined}
      onConfirm={() => skipping.mutate()}
    >
      <p>
        {next === newest
          ? t`Event ${next} waits. It is not sent then.`
          : t`Events ${next} to ${newest} wait. Those up to the one named here are not sent.`}
      </p>
      <NumberInput
        mt="md"
        label={t`Skip up to event`}
        min={next}
        max={newest}
        allowDecimal={false}
        value={toSeq}
        onChange={setToSeq}
        error={issuesAt(skipping.error, '/toSeq')[0]}
      />
    </ConfirmDialog>
  )
}
