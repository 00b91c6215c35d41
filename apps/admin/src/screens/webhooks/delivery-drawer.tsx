import { plural, t } from '@lingui/core/macro'
import { Button, Drawer } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { DeliveryView, DeliveryWithRequest, WebhookView } from '@verso/contract'
import { api } from '../../api/client.ts'
import { deliveryQuery, webhookKeys } from '../../api/webhooks.ts'
import { intlTag } from '../../language/language.ts'
import { Loading } from '../../parts/loading.tsx'
import { ProblemCard } from '../../parts/problem-card.tsx'
import { StatusChip } from '../../parts/status-chip.tsx'
import { Time } from '../../parts/time.tsx'
import { toast } from '../../parts/toast.tsx'
import { answerWords, eventName } from './delivery-words.ts'
import { deliveryStates } from './webhook-words.ts'
import classes from './webhooks.module.css'

/** One message: what it says, every attempt with its answer, and the way to send it once more. */
export function DeliveryDrawer({ id, webhook, onClose }: { id: string | undefined; webhook: WebhookView; onClose: () => void }) {
  const delivery = useQuery({ ...deliveryQuery(id ?? ''), enabled: id !== undefined })
  const { data } = delivery
  return (
    <Drawer opened={id !== undefined} onClose={onClose} size={560} title={data === undefined ? t`Delivery` : eventName(data.event)}>
      {delivery.isError && data === undefined && (
        <ProblemCard problem={delivery.error} title={t`The delivery could not be loaded`} onRetry={() => delivery.refetch()} />
      )}
      {delivery.isPending && id !== undefined && <Loading label={t`Loading the delivery`} kind="form" rows={4} />}
      {data !== undefined && <Delivery delivery={data} webhook={webhook} />}
    </Drawer>
  )
}

function Delivery({ delivery, webhook }: { delivery: DeliveryWithRequest; webhook: WebhookView }) {
  const sending = useRedeliver(delivery, webhook)
  const { state, seq, messageId, nextAttemptAt, request, attempts } = delivery
  return (
    <div className={classes.drawer}>
      <div className={classes.names}>
        <StatusChip {...deliveryStates[state]} variant="chip" />
        {seq !== null && <span>{t`event ${seq.toLocaleString(intlTag())}`}</span>}
        <code className={classes.host}>{messageId}</code>
      </div>
      {nextAttemptAt !== null && state === 'pending' && (
        <p>
          <Time at={nextAttemptAt} prefix={t`Next attempt`} focusable />.
        </p>
      )}
      {sending.isError && <ProblemCard problem={sending.error} title={t`It could not be sent once more`} />}
      {delivery.event !== 'webhook.test' && (
        <div>
          <Button variant="filled" loading={sending.isPending} onClick={() => sending.mutate()}>
            {t`Redeliver`}
          </Button>
        </div>
      )}
      <Attempts attempts={attempts} />
      <Request request={request} />
    </div>
  )
}

function useRedeliver({ id }: DeliveryView, webhook: WebhookView) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: () => api.post<DeliveryView>(`/deliveries/${id}/redeliver`, {}),
    onSuccess: async (sent) => {
      toast({ message: t`Redelivered: ${answerWords(sent.attempts.at(-1))}`, tone: sent.state === 'delivered' ? 'ok' : 'error' })
      await queryClient.invalidateQueries({ queryKey: deliveryQuery(id).queryKey })
      await queryClient.invalidateQueries({ queryKey: webhookKeys.one(webhook.id) })
    },
  })
}

function Attempts({ attempts }: Pick<DeliveryView, 'attempts'>) {
  return (
    <section aria-labelledby="attempts">
      <h3 id="attempts">{plural(attempts.length, { one: '# attempt', other: '# attempts' })}</h3>
      <ol className={classes.attempts}>
        {attempts.toReversed().map((attempt) => (
          <li key={`${attempt.at} ${attempt.ms}`}>
            <div className={classes.attempt}>
              <strong>{answerWords(attempt)}</strong>
              <span className={classes.quiet}>
                <Time at={attempt.at} focusable />
              </span>
            </div>
            {attempt.status !== null && attempt.error !== undefined && <p>{attempt.error}</p>}
            {attempt.responseExcerpt !== '' && <Code label={t`Answer`} text={attempt.responseExcerpt} />}
          </li>
        ))}
      </ol>
    </section>
  )
}

function Request({ request }: Pick<DeliveryWithRequest, 'request'>) {
  return (
    <section aria-labelledby="request">
      <h3 id="request">{t`Request`}</h3>
      {request === null ? (
        <p className="verso-dimmed">{t`What it said is not kept any more.`}</p>
      ) : (
        <div className={classes.attempts}>
          <Code label={t`Address and headers`} text={[`POST ${request.url}`, ...headerLines(request.headers)].join('\n')} />
          <Code label={t`Body`} text={request.body === '' ? t`(empty)` : indented(request.body)} />
        </div>
      )}
    </section>
  )
}

function Code({ label, text }: { label: string; text: string }) {
  return (
    <div>
      <p className={classes.label}>{label}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: long texts scroll, so they have to be reachable by keyboard */}
      <pre tabIndex={0}>{text}</pre>
    </div>
  )
}

function headerLines(headers: Record<string, string>): string[] {
  return Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
}

function indented(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2)
  } catch {
    return body
  }
}
