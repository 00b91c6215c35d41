import { t } from '@lingui/core/macro'
import { Button, Select } from '@mantine/core'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import type { DeliveryView, WebhookView } from '@verso/contract'
import { deliveriesQuery } from '../../api/webhooks.ts'
import { intlTag } from '../../language/language.ts'
import { Empty } from '../../parts/empty.tsx'
import { Loading } from '../../parts/loading.tsx'
import { ProblemCard } from '../../parts/problem-card.tsx'
import { StatusChip } from '../../parts/status-chip.tsx'
import { Time } from '../../parts/time.tsx'
import { DeliveryDrawer } from './delivery-drawer.tsx'
import { answerWords, eventName } from './delivery-words.ts'
import { deliveryStates } from './webhook-words.ts'
import classes from './webhooks.module.css'

const states = [
  { value: '', label: t`All deliveries` },
  ...Object.entries(deliveryStates).map(([value, { word }]) => ({ value, label: word })),
]

/** What an endpoint was sent in the last 30 days; what is narrowed and open stands in the address. */
export function DeliveryLog({ webhook }: { webhook: WebhookView }) {
  const search: Record<string, string | undefined> = useSearch({ strict: false })
  const navigate = useNavigate()
  const { state, delivery } = search
  const log = useInfiniteQuery({ ...deliveriesQuery(webhook.id, state), placeholderData: keepPreviousData })
  const go = (change: Record<string, string | undefined>) =>
    void navigate({ to: '/settings/webhooks/$webhookId', params: { webhookId: webhook.id }, search: { state, delivery, ...change } })
  const rows = log.data?.pages.flatMap(({ data }) => data) ?? []
  return (
    <section aria-labelledby="deliveries">
      <div className={classes.logHead}>
        <h2 id="deliveries" className={classes.heading}>
          {t`Deliveries`}
        </h2>
        <Select
          w={168}
          aria-label={t`State of deliveries`}
          data={states}
          value={state ?? ''}
          onChange={(next) => go({ state: next === '' || next === null ? undefined : next })}
        />
      </div>
      {log.isPending && <Loading label={t`Loading deliveries`} rows={5} />}
      {log.isError && <ProblemCard problem={log.error} title={t`The deliveries could not be loaded`} onRetry={() => log.refetch()} />}
      {log.isSuccess && rows.length === 0 && (
        <Empty title={state === undefined ? t`Nothing was sent in the last 30 days.` : t`Nothing matches.`} />
      )}
      {rows.length > 0 && <Rows rows={rows} openId={delivery} webhookId={webhook.id} state={state} />}
      {log.hasNextPage && (
        <Button mt="md" loading={log.isFetchingNextPage} onClick={() => log.fetchNextPage()}>
          {t`Load more`}
        </Button>
      )}
      <DeliveryDrawer id={delivery} webhook={webhook} onClose={() => go({ delivery: undefined })} />
    </section>
  )
}

interface RowsProps {
  rows: DeliveryView[]
  webhookId: string
  openId: string | undefined
  state: string | undefined
}

function Rows({ rows, webhookId, openId, state }: RowsProps) {
  return (
    <ul className={classes.log}>
      {rows.map((row) => (
        <li key={row.id}>
          <Link
            to="/settings/webhooks/$webhookId"
            params={{ webhookId }}
            search={{ state, delivery: row.id }}
            className={classes.line}
            data-open={row.id === openId || undefined}
          >
            <StatusChip {...deliveryStates[row.state]} />
            <span>{eventName(row.event)}</span>
            <span className={classes.quiet}>{row.seq === null ? '' : t`event ${row.seq.toLocaleString(intlTag())}`}</span>
            <span className={classes.quiet}>{triesWords(row)}</span>
            <span className={classes.time}>
              <Time at={row.createdAt} />
            </span>
          </Link>
        </li>
      ))}
    </ul>
  )
}

function triesWords({ attempts }: DeliveryView): string {
  const answer = answerWords(attempts.at(-1))
  return attempts.length > 1 ? t`${attempts.length} attempts, ${answer}` : answer
}
