import { plural, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Button } from '@mantine/core'
import type { EntryView } from '@verso/contract'
import { useEffect, useRef } from 'react'
import { isProblem } from '../../api/api-problem.ts'
import { useSignal } from '../../api/signal.ts'
import { PersonName } from '../../parts/person-name.tsx'
import { ProblemCard } from '../../parts/problem-card.tsx'
import { StatusChip } from '../../parts/status-chip.tsx'
import { Time } from '../../parts/time.tsx'
import classes from './entry-panel.module.css'
import { FaultList } from './fault-list.tsx'
import { useFocusValue } from './focus-value.ts'
import { LiveOnSites } from './live-on-sites.tsx'
import { OtherActs } from './other-acts.tsx'
import { placeLabel } from './place-label.ts'
import { PreflightReport } from './preflight-report.tsx'
import { PublishButton } from './publish-button.tsx'
import { PublishLanguages } from './publish-languages.tsx'
import { ScheduleSection } from './schedule-section.tsx'
import { useEntryWork, useFaults } from './session-context.ts'
import { TreePlace } from './tree-place.tsx'
import type { EntryActs } from './use-entry-acts.ts'
import { usePublishPreflight } from './use-publish-preflight.ts'
import { usePublishedDifferences } from './use-published-differences.ts'

/** What readers see now, what would change for them, and the acts that change it. */
export function PublishPane({ acts }: { acts: EntryActs }) {
  const { session, type } = useEntryWork()
  const entry = useSignal(session.entry)
  const { running } = acts
  const list = useRef<HTMLElement>(null)
  const faults = useFaults()
  const { preflight, problem, askAgain } = usePublishPreflight(entry, acts.chosen)
  const isRefused = running?.act === 'publish' && running.problem !== null && faults.size > 0
  useEffect(() => {
    if (isRefused) list.current?.focus()
  }, [isRefused])
  return (
    <div className={classes.pane}>
      <State entry={entry} />
      {entry !== null && <LiveOnSites entry={entry} />}
      <Differences entry={entry} />
      <FaultList ref={list} isRefused={isRefused} />
      {running !== null && running.problem !== null && !(isRefused && isProblem(running.problem, 'invalid_entry', 'unique_taken')) && (
        <ProblemCard problem={running.problem} />
      )}
      <RestoreElsewhere acts={acts} />
      {problem !== null && <ProblemCard problem={problem} title={t`What publishing would do is not known`} onRetry={askAgain} />}
      {preflight !== null && <PreflightReport preflight={preflight} />}
      {entry !== null && <PublishLanguages entry={entry} acts={acts} preflight={preflight} />}
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
            <Trans>
              Live in {locale}, <Time at={publication.publishedAt} />
            </Trans>
          </li>
        ))}
        <li>
          <Trans>
            Last changed <Time at={entry.updatedAt} /> by <PersonName actor={entry.updatedBy} />
          </Trans>
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
        {plural(differences.length, { one: '# value differs from what readers see', other: '# values differ from what readers see' })}
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

/** Whose slug is taken by now comes back under the next one that is free. */
function RestoreElsewhere({ acts: { running, restore } }: { acts: EntryActs }) {
  const problem = running?.act === 'restore' && isProblem(running.problem, 'slug_taken') ? running.problem : null
  const proposal = problem?.facts['proposal']
  if (typeof proposal !== 'string') return null
  return <Button onClick={() => void restore(proposal)}>{t`Restore as ${proposal}`}</Button>
}
