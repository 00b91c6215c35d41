import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import type { WebhookView } from '@verso/contract'
import { webhookQuery } from '../../api/webhooks.ts'
import { Loading } from '../../parts/loading.tsx'
import { Page } from '../../parts/page.tsx'
import { ProblemCard } from '../../parts/problem-card.tsx'
import { StatusChip } from '../../parts/status-chip.tsx'
import { DeliveryLog } from './delivery-log.tsx'
import { useWebhookActs } from './use-webhook-acts.ts'
import { WebhookButtons } from './webhook-buttons.tsx'
import { WebhookFacts } from './webhook-facts.tsx'
import { WebhookNotes } from './webhook-notes.tsx'
import { webhookStates } from './webhook-words.ts'
import classes from './webhooks.module.css'

const crumbs = [{ label: t`Webhooks`, to: '/settings/webhooks' }]

/** One endpoint: how it stands, what it was sent, and the acts on it. */
export function WebhookScreen() {
  const { webhookId = '' } = useParams({ strict: false })
  const webhook = useQuery(webhookQuery(webhookId))
  if (webhook.data !== undefined) return <Webhook webhook={webhook.data} />
  return (
    <Page title={t`Webhook`} crumbs={crumbs}>
      {webhook.isError ? (
        <ProblemCard problem={webhook.error} title={t`The webhook could not be loaded`} onRetry={() => webhook.refetch()} />
      ) : (
        <Loading label={t`Loading the webhook`} rows={6} />
      )}
    </Page>
  )
}

function Webhook({ webhook }: { webhook: WebhookView }) {
  const acts = useWebhookActs(webhook)
  return (
    <Page
      title={webhook.name}
      crumbs={crumbs}
      meta={<StatusChip {...webhookStates[webhook.state]} variant="chip" />}
      actions={<WebhookButtons webhook={webhook} acts={acts} />}
    >
      <div className={classes.parts}>
        <WebhookNotes webhook={webhook} acts={acts} />
        <WebhookFacts webhook={webhook} />
        <DeliveryLog webhook={webhook} />
      </div>
    </Page>
  )
}
