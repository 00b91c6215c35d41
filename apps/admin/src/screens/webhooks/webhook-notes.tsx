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
        <Note tone="warn" title={`The next message has failed ${failures} ${failures === 1 ? 'time' : 'times'}.`}>
          <p>
            {failingSince !== null && `Since ${formatExactTime(failingSince)}. `}
            {nextAttemptAt !== null && (
              <>
                <Time at={nextAttemptAt} prefix="It is tried again" focusable />.{' '}
              </>
            )}
            Messages that come after it wait, so that order is kept.
          </p>
        </Note>
      )}
      {replay !== null && (
        <Note tone="info">
          Events {replay.after + 1} to {replay.toSeq} are being sent once more.
        </Note>
      )}
      {isKept && (
        <Note tone="info">
          Messages are signed with the old secret too. <Time at={previousSecretUntil} prefix="It ends" focusable />.
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
      title={state === 'paused' ? 'Paused: nothing is sent.' : 'Disabled: nothing is sent.'}
      action={
        <Group gap="xs">
          {lag.seq > 0 && (
            <Button size="compact-sm" onClick={() => resume('now')} loading={acts.resuming.isPending}>
              Resume from now
            </Button>
          )}
          <Button size="compact-sm" variant="filled" onClick={() => resume(undefined)} loading={acts.resuming.isPending}>
            Resume
          </Button>
        </Group>
      }
    >
      <p>
        {pauseReasons[reason ?? ''] ?? reason} {`Since ${formatExactTime(stateAt)}.`}
        {lag.seq > 0 && ` ${lag.seq.toLocaleString('en')} ${lag.seq === 1 ? 'event waits' : 'events wait'} meanwhile.`}
      </p>
    </Note>
  )
}
