import { t } from '@lingui/core/macro'
import { Button, Checkbox } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { IconBookmark, IconCircleFilled } from '@tabler/icons-react'
import type { RevisionSummary } from '@verso/contract'
import { useState } from 'react'
import { revisionsQuery } from '../../api/entries.ts'
import { useSignal } from '../../api/signal.ts'
import { intlTag } from '../../language/language.ts'
import { Empty } from '../../parts/empty.tsx'
import { Loading } from '../../parts/loading.tsx'
import { PersonName } from '../../parts/person-name.tsx'
import { ProblemCard } from '../../parts/problem-card.tsx'
import classes from './entry-panel.module.css'
import { placeAt } from './entry-values.ts'
import { groupRevisions } from './group-revisions.ts'
import { useEntryWork } from './session-context.ts'
import { usePane } from './use-pane.ts'

const hour = new Intl.DateTimeFormat(intlTag(), { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' })
const minute = new Intl.DateTimeFormat(intlTag(), { hour: '2-digit', minute: '2-digit', second: '2-digit' })

/** Every saved state, newest first, together by person and hour. */
export function HistoryPane() {
  const { session } = useEntryWork()
  const entry = useSignal(session.entry)
  if (entry === null) return <Empty title={t`The history begins with the first save.`} />
  return <Folding entryId={entry.id} key={entry.revision} />
}

function Folding({ entryId }: { entryId: string }) {
  const [isFolded, setIsFolded] = useState(true)
  return (
    <div className={classes.pane}>
      <Checkbox size="xs" label={t`Every save`} checked={!isFolded} onChange={({ currentTarget }) => setIsFolded(!currentTarget.checked)} />
      <Revisions entryId={entryId} isFolded={isFolded} />
    </div>
  )
}

function Revisions({ entryId, isFolded }: { entryId: string; isFolded: boolean }) {
  const revisions = useInfiniteQuery({ ...revisionsQuery(entryId, isFolded), staleTime: 0 })
  if (revisions.isError && revisions.data === undefined)
    return <ProblemCard problem={revisions.error} title={t`The history could not be loaded`} onRetry={() => void revisions.refetch()} />
  if (revisions.data === undefined) return <Loading label={t`Loading the history`} rows={5} />
  const groups = groupRevisions(revisions.data.pages.flatMap((page) => page.data))
  return (
    <div className={classes.pane}>
      {groups.map((group) => (
        <section key={group.revisions[0]?.number}>
          <h3 className={classes.heading}>
            <PersonName actor={group.by} /> <span className="verso-dimmed">{hour.format(new Date(group.at))}</span>
          </h3>
          <ol className={classes.revisions}>
            {group.revisions.map((revision) => (
              <li key={revision.number}>
                <Revision revision={revision} />
              </li>
            ))}
          </ol>
        </section>
      ))}
      {revisions.hasNextPage && (
        <Button size="sm" loading={revisions.isFetchingNextPage} onClick={() => void revisions.fetchNextPage()}>
          {t`Show older`}
        </Button>
      )}
    </div>
  )
}

function Revision({ revision }: { revision: RevisionSummary }) {
  const { session } = useEntryWork()
  const entry = useSignal(session.entry)
  const { revision: opened, openRevision, closeRevision } = usePane()
  const isCurrent = entry?.revision === revision.number
  const isLive = Object.values(entry?.publications ?? {}).some((publication) => publication.revision === revision.number)
  const labels = [...new Set(revision.paths.map((path) => placeAt(path, session.places)?.field.label ?? path))]
  return (
    <button
      type="button"
      className={classes.revision}
      aria-current={opened === revision.number || undefined}
      onClick={() => (isCurrent ? closeRevision() : openRevision(revision.number))}
    >
      <span className={classes.revisionHead}>
        <span>{minute.format(new Date(revision.at))}</span>
        {isCurrent && <span className={classes.mark}>{t`The draft`}</span>}
        {revision.kind !== 'restore' && revision.note !== undefined && (
          <span className={classes.mark}>
            <IconBookmark size={12} aria-hidden /> {revision.note}
          </span>
        )}
        {(isLive || revision.publishedSeqs.length > 0) && (
          <span className={classes.mark} data-live={isLive || undefined}>
            <IconCircleFilled size={12} aria-hidden /> {isLive ? t`Live` : t`Was published`}
          </span>
        )}
      </span>
      <span className={classes.revisionWhat}>{describe(revision, labels)}</span>
    </button>
  )
}

function describe({ kind, note, number }: RevisionSummary, labels: string[]): string {
  const what =
    labels.length === 0
      ? number === 1
        ? t`Made`
        : t`No values changed`
      : labels.length > 3
        ? t`${labels.slice(0, 3).join(', ')} and ${labels.length - 3} more`
        : labels.join(', ')
  if (kind === 'restore') return note === undefined ? t`Restored` : t`Restored: ${note}`
  if (kind === 'merge') return t`${what} (merged)`
  if (kind === 'import') return labels.length > 0 ? t`Imported: ${what}` : t`Imported`
  return what
}
