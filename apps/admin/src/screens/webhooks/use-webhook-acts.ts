import { t } from '@lingui/core/macro'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { DeliveryView, WebhookView } from '@verso/contract'
import { api } from '../../api/client.ts'
import { webhookKeys } from '../../api/webhooks.ts'
import { toast } from '../../parts/toast.tsx'
import { answerWords } from './delivery-words.ts'

export type WebhookActs = ReturnType<typeof useWebhookActs>

/** What can be done at once with an endpoint. */
export function useWebhookActs({ id, name }: Pick<WebhookView, 'id' | 'name'>) {
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const onSuccess = () => queryClient.invalidateQueries({ queryKey: webhookKeys.all })
  const resuming = useMutation({
    mutationFn: (from: 'now' | undefined) => api.post<WebhookView>(`/webhooks/${id}/resume`, from === undefined ? {} : { from }),
    onSuccess: async () => {
      toast({ message: t`Resumed ${name}` })
      await onSuccess()
    },
  })
  const pausing = useMutation({
    mutationFn: () => api.post<WebhookView>(`/webhooks/${id}/pause`, {}),
    onSuccess: async () => {
      toast({ message: t`Paused ${name}`, undo: () => resuming.mutate(undefined) })
      await onSuccess()
    },
  })
  const testing = useMutation({
    mutationFn: () => api.post<DeliveryView>(`/webhooks/${id}/test`, {}),
    onSuccess: async (delivery) => {
      toast({
        message: t`Test of ${name}: ${answerWords(delivery.attempts.at(-1))}`,
        tone: delivery.state === 'delivered' ? 'ok' : 'error',
      })
      await navigate({ to: '/settings/webhooks/$webhookId', params: { webhookId: id }, search: { delivery: delivery.id } })
      await onSuccess()
    },
  })
  return { pausing, resuming, testing }
}
