import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button, Group } from '@mantine/core'
import type { WebhookView } from '@verso/contract'
import { formatExactTime } from '../../parts/format-time.ts'
import { Note } from '../../parts/note.tsx'
import { ProblemCard } from '../../parts/problem-card.tsx'
import { Time } from '../../parts/time.tsx'
import type { WebhookActs } from './use-webhook-acts.ts'
import { pauseReasons } from './webhook-words.ts'

/** Why nothing is sent and since when, what is being tried again, and what failed of the acts. */
export function WebhookNotes({ webhook, acts }: { webhook: WebhookView; acts: WebhookActs }) {
  const { state, replay, previousSecretUntil, failures, failingSince, nextAttemptAt } = webhook
  const problem = acts.pausing.error ?? acts.resuming.error ?? acts.testing.error
  const isKept = previousSecretUntil !== null && Date.parse(previousSecretUntil) > Date.now()
  return (
    <>
      {problem !== null && <ProblemCard problem={problem} />}
      {(state === 'paused' || state === 'disabled') && <Paused webhook={webhook} acts={acts} />}
      {state === 'failing' && (
        <Note
          tone="warn"
          title={plural(failures, { one: 'The next message has failed # time.', other: 'The next message has failed # times.' })}
        >
          <p>
            {failingSince !== null && `${t`Since ${formatExactTime(failingSince)}.`} `}
            {nextAttemptAt !== null && (
              <>
                <Time at={nextAttemptAt} prefix={t`It is tried again`} focusable />.{' '}
              </>
            )}
            {t`Messages that come after it wait, so that order is kept.`}
          </p>
        </Note>
      )}
      {replay !== null && <Note tone="info">{t`Events ${replay.after + 1} to ${replay.toSeq} are being sent once more.`}</Note>}
      {isKept && (
        <Note tone="info">
          <Trans>
            Messages are signed with the old secret too. <Time at={previousSecretUntil} prefix={t`It ends`} focusable />.
          </Trans>
        </Note>
      )}
    </>
  )
}

function Paused({ webhook, acts }: { webhook: WebhookView; acts: WebhookActs }) {
  const { state, reason, stateAt, lag } = webhook
  const resume = (from: 'now' | undefined) => acts.resuming.mutate(from)
  return (
    <Note
      tone={reason === 'by_hand' || reason === 'not_enabled' ? 'info' : 'warn'}
      title={state === 'paused' ? t`Paused: nothing is sent.` : t`Disabled: nothing is sent.`}
      action={
        <Group gap="xs">
          {lag.seq > 0 && (
            <Button size="compact-sm" onClick={() => resume('now')} loading={acts.resuming.isPending}>
              {t`Resume from now`}
            </Button>
          )}
          <Button size="compact-sm" variant="filled" onClick={() => resume(undefined)} loading={acts.resuming.isPending}>
            {t`Resume`}
          </Button>
        </Group>
      }
    >
      <p>
        {pauseReasons[reason ?? ''] ?? reason} {t`Since ${formatExactTime(stateAt)}.`}
        {lag.seq > 0 && ` ${plural(lag.seq, { one: '# event waits meanwhile.', other: '# events wait meanwhile.' })}`}
      </p>
    </Note>
  )
}
