import { t } from '@lingui/core/macro'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import type { WebhookView, WebhookWithSecret } from '@verso/contract'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { webhookKeys, webhookQuery } from '../../api/webhooks.ts'
import { Loading } from '../../parts/loading.tsx'
import { Page } from '../../parts/page.tsx'
import { ProblemCard } from '../../parts/problem-card.tsx'
import { ReasonedButton } from '../../parts/reasoned-button.tsx'
import { toast } from '../../parts/toast.tsx'
import { useUnsavedGuard } from '../../parts/use-unsaved-guard.ts'
import { SigningSecretDialog } from './signing-secret-dialog.tsx'
import { bodyOfWebhook, draftOfWebhook, type WebhookDraft } from './webhook-draft.ts'
import { WebhookFilters } from './webhook-filters.tsx'
import { WebhookMessage } from './webhook-message.tsx'
import { WebhookTarget } from './webhook-target.tsx'
import classes from './webhooks.module.css'

const crumbs = [{ label: t`Webhooks`, to: '/settings/webhooks' }]

export function NewWebhookScreen() {
  return <WebhookForm webhook={null} />
}

export function EditWebhookScreen() {
  const { webhookId = '' } = useParams({ strict: false })
  const webhook = useQuery({ ...webhookQuery(webhookId), refetchInterval: false, refetchOnWindowFocus: false })
  if (webhook.data !== undefined) return <WebhookForm webhook={webhook.data} />
  return (
    <Page title={t`Webhook`} crumbs={crumbs} width="form">
      {webhook.isError ? (
        <ProblemCard problem={webhook.error} title={t`The webhook could not be loaded`} onRetry={() => webhook.refetch()} />
      ) : (
        <Loading label={t`Loading the webhook`} kind="form" rows={5} />
      )}
    </Page>
  )
}

function WebhookForm({ webhook }: { webhook: WebhookView | null }) {
  const [draft, setDraft] = useState<WebhookDraft>(() => draftOfWebhook(webhook))
  const saving = useSaveWebhook(webhook)
  const isDirty = JSON.stringify(draft) !== JSON.stringify(draftOfWebhook(webhook))
  useUnsavedGuard(isDirty && !saving.isSuccess)
  const change = (part: Partial<WebhookDraft>) => setDraft((before) => ({ ...before, ...part }))
  const part = { webhook, draft, problem: saving.error, onChange: change }
  const inner = webhook === null ? [] : [{ label: webhook.name, to: '/settings/webhooks/$webhookId', params: { webhookId: webhook.id } }]
  return (
    <Page
      title={webhook === null ? t`New webhook` : t`Edit ${webhook.name}`}
      crumbs={[...crumbs, ...inner]}
      width="form"
      actions={
        <ReasonedButton
          variant="filled"
          loading={saving.isPending}
          onClick={() => saving.mutate(draft)}
          reason={isDirty ? undefined : t`Nothing has changed`}
        >
          {webhook === null ? t`Add webhook` : t`Save`}
        </ReasonedButton>
      }
    >
      <div className={classes.sections}>
        {saving.isError && (
          <ProblemCard
            problem={saving.error}
            title={webhook === null ? t`The webhook could not be added` : t`The webhook could not be saved`}
          />
        )}
        <WebhookTarget {...part} />
        <WebhookFilters {...part} />
        <WebhookMessage {...part} />
      </div>
      {saving.made !== null && <SigningSecretDialog webhook={saving.made} onClose={saving.leave} />}
    </Page>
  )
}

/** A new one is opened once its secret was copied; presets sign nothing, so that they have none to copy. */
function useSaveWebhook(webhook: WebhookView | null) {
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const [made, setMade] = useState<WebhookWithSecret | null>(null)
  const open = (webhookId: string) => navigate({ to: '/settings/webhooks/$webhookId', params: { webhookId }, ignoreBlocker: true })
  const saving = useMutation({
    mutationFn: (draft: WebhookDraft): Promise<WebhookView & { secret?: string }> =>
      webhook === null
        ? api.post<WebhookWithSecret>('/webhooks', bodyOfWebhook(draft, null))
        : api.patch<WebhookView>(`/webhooks/${webhook.id}`, bodyOfWebhook(draft, webhook)),
    onSuccess: async (saved) => {
      const label = saved.name
      toast({ message: webhook === null ? t`Added ${saved.name}` : t`Saved ${label}` })
      if (saved.secret !== undefined && saved.preset === null) setMade({ ...saved, secret: saved.secret })
      else await open(saved.id)
      await queryClient.invalidateQueries({ queryKey: webhookKeys.all })
    },
  })
  return { ...saving, made, leave: () => made !== null && void open(made.id) }
}
