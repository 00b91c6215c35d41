import { t } from '@lingui/core/macro'
import { Group, NumberInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { WebhookView } from '@verso/contract'
import { useState } from 'react'
import { issuesAt } from '../../api/api-problem.ts'
import { api } from '../../api/client.ts'
import { webhookKeys } from '../../api/webhooks.ts'
import { intlTag } from '../../language/language.ts'
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx'
import { toast } from '../../parts/toast.tsx'

const usualCount = 10

/** Sends a range of the log once more. */
export function ReplayDialog({ webhook, onClose }: { webhook: WebhookView; onClose: () => void }) {
  const newest = webhook.position + webhook.lag.seq
  const [fromSeq, setFromSeq] = useState<number | string>(Math.max(1, webhook.position - usualCount + 1))
  const [toSeq, setToSeq] = useState<number | string>(webhook.position)
  const queryClient = useQueryClient()
  const replaying = useMutation({
    mutationFn: () => api.post<WebhookView>(`/webhooks/${webhook.id}/replay`, { fromSeq: Number(fromSeq), toSeq: Number(toSeq) }),
    onSuccess: async () => {
      toast({ message: t`Replaying events ${fromSeq} to ${toSeq}` })
      onClose()
      await queryClient.invalidateQueries({ queryKey: webhookKeys.all })
    },
  })
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={t`Replay events to “${webhook.name}”?`}
      confirmLabel={t`Replay events`}
      busy={replaying.isPending}
      problem={replaying.error}
      disabledReason={fromSeq === '' || toSeq === '' ? t`Say which events.` : undefined}
      onConfirm={() => replaying.mutate()}
    >
      <p>{t`They are sent once more under the same ids, before all that waits. The newest event is ${newest.toLocaleString(intlTag())}.`}</p>
      <Group grow mt="md" align="start">
        <NumberInput
          label={t`From event`}
          min={1}
          allowDecimal={false}
          value={fromSeq}
          onChange={setFromSeq}
          error={issuesAt(replaying.error, '/fromSeq')[0]}
        />
        <NumberInput
          label={t`To event`}
          min={1}
          allowDecimal={false}
          value={toSeq}
          onChange={setToSeq}
          error={issuesAt(replaying.error, '/toSeq')[0]}
        />
      </Group>
    </ConfirmDialog>
  )
}
