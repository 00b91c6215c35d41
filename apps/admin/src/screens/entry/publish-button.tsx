import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import type { EntryView } from '@verso/contract'
import { useSignal } from '../../api/signal.ts'
import { useMay } from '../../api/use-may.ts'
import { Keys } from '../../parts/keys.tsx'
import classes from './entry-panel.module.css'
import { publishChoice } from './publish-choice.ts'
import { useEntryWork } from './session-context.ts'
import type { EntryActs } from './use-entry-acts.ts'
import { usePane } from './use-pane.ts'
import { usePublishedDifferences } from './use-published-differences.ts'

/** The one filled button: it names the act, or says why there is nothing to do. */
export function PublishButton({ acts, isCompact = false }: { acts: EntryActs; isCompact?: boolean }) {
  const { session, type } = useEntryWork()
  const entry = useSignal(session.entry)
  const isOnTheWay = useIsOnTheWay()
  const nothingToDo = useReason(entry, acts.chosen)
  const reason = isOnTheWay ? null : nothingToDo
  const may = useMay()
  const { show } = usePane()
  const mayPublish = entry === null ? may.act('publish', type.name) !== 'none' : entry._can.publish.length > 0
  if (!mayPublish || entry?.status === 'trashed') return null
  const isBusy = acts.running?.act === 'publish' && acts.running.isBusy
  // Why it was refused stands in the panel, which may be closed.
  const publish = async () => {
    if (!(await acts.publish())) show('publish')
  }
  return (
    <div className={classes.publish}>
      <Button
        variant="filled"
        data-publish
        fullWidth={!isCompact}
        loading={isBusy}
        aria-disabled={reason !== null || undefined}
        data-disabled={reason !== null}
        title={reason ?? undefined}
        onClick={() => reason === null && void publish()}
      >
        {publishLabel(entry, acts.chosen)}
      </Button>
      {!isCompact && (
        <p className={classes.hint}>
          {reason ?? (
            <>
              {' '}
              <Trans>
                Press <Keys keys="mod+Enter" /> to publish.
              </Trans>{' '}
            </>
          )}
        </p>
      )}
    </div>
  )
}

/** Whether something is written that isn't the draft yet: publishing saves it first. */
function useIsOnTheWay(): boolean {
  const { session } = useEntryWork()
  const state = useSignal(session.loop.state)
  return session.entry.get() !== null && (state.kind === 'saving' || (state.kind === 'saved' && !state.isDraft))
}

/** Why there is nothing to publish; null where there is. */
function useReason(entry: EntryView | null, chosen: readonly string[] | null): string | null {
  const differences = usePublishedDifferences(entry)
  if (entry === null) return t`There is nothing to publish yet.`
  const { offered, ticked } = publishChoice(entry, chosen)
  if (entry.status === 'published' && (differences === null || differences.length === 0) && ticked.length === 0)
    return t`Readers see this version.`
  return chosen !== null && offered.length > 1 && ticked.length === 0 ? t`No language is ticked.` : null
}

function publishLabel(entry: EntryView | null, chosen: readonly string[] | null): string {
  const { offered, ticked } = entry === null ? { offered: [], ticked: [] } : publishChoice(entry, chosen)
  if (offered.length > 1 && ticked.length > 0) return plural(ticked.length, { one: `Publish ${ticked[0]}`, other: 'Publish # languages' })
  const hasBeen = entry?.status === 'published' || entry?.status === 'changed'
  return hasBeen ? t`Publish changes` : t`Publish`
}
