import { plural, t } from '@lingui/core/macro'
import { Button } from '@mantine/core'
import { IconPlus, IconWebhook } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import type { WebhookView } from '@verso/contract'
import { webhooksQuery } from '../../api/webhooks.ts'
import { Empty } from '../../parts/empty.tsx'
import { Loading } from '../../parts/loading.tsx'
import { Page } from '../../parts/page.tsx'
import { PlainTable } from '../../parts/plain-table.tsx'
import { ProblemCard } from '../../parts/problem-card.tsx'
import { StatusChip } from '../../parts/status-chip.tsx'
import { useHotkeys } from '../../parts/use-hotkeys.ts'
import { WebhookHealth } from './webhook-health.tsx'
import { lagWords, presetWords, webhookStates } from './webhook-words.ts'
import classes from './webhooks.module.css'

/** Who is told when content changes, and how that goes. */
export function WebhooksScreen() {
  const webhooks = useQuery(webhooksQuery())
  const navigate = useNavigate()
  const create = () => void navigate({ to: '/settings/webhooks/new' })
  useHotkeys([{ keys: 'c', label: t`Add a webhook`, run: create }])
  const { data } = webhooks
  const add = (
    <Button variant="filled" leftSection={<IconPlus size={18} stroke={1.75} aria-hidden />} onClick={create}>
      {t`Add webhook`}
    </Button>
  )
  return (
    <Page
      title={t`Webhooks`}
      meta={data === undefined || data.length === 0 ? undefined : plural(data.length, { one: '# webhook', other: '# webhooks' })}
      actions={data?.length === 0 ? undefined : add}
    >
      {webhooks.isError && (
        <ProblemCard problem={webhooks.error} title={t`The webhooks could not be loaded`} onRetry={() => webhooks.refetch()} />
      )}
      {webhooks.isPending && <Loading label={t`Loading webhooks`} rows={4} />}
      {data?.length === 0 && (
        <Empty icon={IconWebhook} title={t`No webhooks yet.`} action={add}>
          {t`Tell your site when content changes.`}
        </Empty>
      )}
      {data !== undefined && data.length > 0 && <WebhookTable webhooks={data} />}
    </Page>
  )
}

function WebhookTable({ webhooks }: { webhooks: WebhookView[] }) {
  return (
    <PlainTable
      label={t`Webhooks`}
      rows={webhooks}
      keyOf={({ id }) => id}
      columns={[
        {
          label: t`Name`,
          isTitle: true,
          cell: ({ id, name, preset }) => (
            <>
              <Link to="/settings/webhooks/$webhookId" params={{ webhookId: id }} className={classes.link}>
                {name}
              </Link>
              {preset !== null && <span className={classes.preset}>{presetWords[preset].label}</span>}
            </>
          ),
        },
        { label: t`State`, cell: ({ state }) => <StatusChip {...webhookStates[state]} /> },
        { label: t`Last 24 hours`, cell: ({ id }) => <WebhookHealth id={id} /> },
        { label: t`Where it stands`, cell: ({ lag }) => lagWords(lag) },
        { label: t`Address`, cell: ({ url }) => <code className={classes.host}>{hostOf(url)}</code> },
      ]}
    />
  )
}

/** Paths of build hooks are secrets. */
function hostOf(url: string): string {
  return new URL(url).host
}
