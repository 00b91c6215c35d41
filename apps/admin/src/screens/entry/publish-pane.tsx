import { Button } from '@mantine/core'
import type { EntryView } from '@verso/contract'
import { useEffect, useRef } from 'react'
import { isProblem } from '../../api/api-problem.ts'
import { useSignal } from '../../api/signal.ts'
import { useMay } from '../../api/use-may.ts'
import { Keys } from '../../parts/keys.tsx'
import { PersonName } from '../../parts/person-name.tsx'
import { ProblemCard } from '../../parts/problem-card.tsx'
import { StatusChip } from '../../parts/status-chip.tsx'
import { Time } from '../../parts/time.tsx'
import classes from './entry-panel.module.css'
import { FaultList } from './fault-list.tsx'
import { useFocusValue } from './focus-value.ts'
import { OtherActs } from './other-acts.tsx'
import { placeLabel } from './place-label.ts'
import { ScheduleSection } from './schedule-section.tsx'
import { useEntryWork, useFaults } from './session-context.ts'
import { TreePlace } from './tree-place.tsx'
import type { EntryActs } from './use-entry-acts.ts'
import { usePane } from './use-pane.ts'
import { usePublishedDifferences } from './use-published-differences.ts'

/** What readers see now, what would change for them, and the acts that change it. */
export function PublishPane({ acts }: { acts: EntryActs }) {
  const { session, type } = useEntryWork()
  const entry = useSignal(session.entry)
  const { running } = acts
  const list = useRef<HTMLElement>(null)
  const faults = useFaults()
  const isRefused = running?.act === 'publish' && running.problem !== null && faults.size > 0
  useEffect(() => {
    if (isRefused) list.current?.focus()
  }, [isRefused])
  return (
    <div className={classes.pane}>
      <State entry={entry} />
      <Differences entry={entry} />
      <FaultList ref={list} isRefused={isRefused} />
      {running !== null && running.problem !== null && !(isRefused && isProblem(running.problem, 'invalid_entry', 'unique_taken')) && (
        <ProblemCard problem={running.problem} />
      )}
      <PublishButton acts={acts} />
      {entry !== null && <ScheduleSection entry={entry} />}
      {entry !== null && type.tree === true && <TreePlace entry={entry} acts={acts} />}
      {entry !== null && <OtherActs entry={entry} acts={acts} />}
    </div>
  )
}

function State({ entry }: { entry: EntryView | null }) {
  if (entry === null) return <StatusChip status="draft" variant="chip" />
  const publications = Object.entries(entry.publications)
  return (
    <div className={classes.state}>
      <StatusChip status={entry.status} variant="chip" />
      <ul className={classes.facts}>
        {publications.map(([locale, publication]) => (
          <li key={locale}>
            Live in {locale}, <Time at={publication.publishedAt} />
          </li>
        ))}
        <li>
          Last changed <Time at={entry.updatedAt} /> by <PersonName actor={entry.updatedBy} />
        </li>
      </ul>
    </div>
  )
}

function Differences({ entry }: { entry: EntryView | null }) {
  const focusValue = useFocusValue()
  const { session } = useEntryWork()
  const differences = usePublishedDifferences(entry)
  if (differences === null || differences.length === 0 || entry?.status === 'trashed') return null
  return (
    <section>
      <h3 className={classes.heading}>
        {differences.length === 1 ? '1 value differs from what readers see' : `${differences.length} values differ from what readers see`}
      </h3>
      <ul className={classes.links}>
        {differences.map((place) => (
          <li key={place.pointer}>
            <button type="button" className="verso-link" onClick={() => focusValue(place.pointer)}>
              {placeLabel(place, session.places)}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The one filled button: it names the act, or says why there is nothing to do. */
export function PublishButton({ acts, isCompact = false }: { acts: EntryActs; isCompact?: boolean }) {
  const { session, type } = useEntryWork()
  const entry = useSignal(session.entry)
  const differences = usePublishedDifferences(entry)
  const may = useMay()
  const { show } = usePane()
  const mayPublish = entry === null ? may.act('publish', type.name) !== 'none' : entry._can.publish
  if (!mayPublish || entry?.status === 'trashed') return null
  const isLive = entry?.status === 'published' && (differences === null || differences.length === 0)
  const reason = entry === null ? 'There is nothing to publish yet.' : isLive ? 'Readers see this version.' : null
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
        {publishLabel(entry)}
      </Button>
      {!isCompact && (
        <p className={classes.hint}>
          {reason ?? (
            <>
              Press <Keys keys="mod+Enter" /> to publish.
            </>
          )}
        </p>
      )}
    </div>
  )
}

function publishLabel(entry: EntryView | null): string {
  const hasBeen = entry?.status === 'published' || entry?.status === 'changed'
  return hasBeen ? 'Publish changes' : 'Publish'
}
