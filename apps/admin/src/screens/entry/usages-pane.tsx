import { plural, t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Usage } from '@verso/contract'
import { usagesQuery } from '../../api/entries.ts'
import { useSignal } from '../../api/signal.ts'
import { Empty } from '../../parts/empty.tsx'
import { Loading } from '../../parts/loading.tsx'
import { ProblemCard } from '../../parts/problem-card.tsx'
import classes from './entry-panel.module.css'
import { useEntryWork } from './session-context.ts'

/** Who links here, in drafts and in public. */
export function UsagesPane() {
  const { session } = useEntryWork()
  const entry = useSignal(session.entry)
  if (entry === null) return <Empty title={t`Nothing can link here before the first save.`} />
  return <List entryId={entry.id} />
}

function List({ entryId }: { entryId: string }) {
  const usages = useQuery(usagesQuery(entryId))
  if (usages.isError && usages.data === undefined)
    return <ProblemCard problem={usages.error} title={t`The usages could not be loaded`} onRetry={() => void usages.refetch()} />
  if (usages.data === undefined) return <Loading label={t`Loading usages`} rows={4} />
  const { data, hidden } = usages.data
  if (data.length === 0 && hidden === 0) return <Empty title={t`No entry links here.`} />
  return (
    <div className={classes.pane}>
      <ul className={classes.usages}>
        {byEntry(data).map(({ usage, places }) => (
          <li key={usage.id} className={classes.usage}>
            <Link to="/content/$type/$entryId" params={{ type: usage.type, entryId: usage.id }} className="verso-link">
              {usage.title === '' ? t`Untitled` : usage.title}
            </Link>
            <span className={classes.sentence}>{places.join(' · ')}</span>
          </li>
        ))}
      </ul>
      {hidden > 0 && (
        <p className={classes.hint}>
          {plural(hidden, { one: '# more entry that is not visible to you.', other: '# more entries that are not visible to you.' })}
        </p>
      )}
    </div>
  )
}

function byEntry(usages: Usage[]): { usage: Usage; places: string[] }[] {
  const entries = new Map<string, { usage: Usage; places: Map<string, Set<string>> }>()
  for (const usage of usages) {
    const known = entries.get(usage.id) ?? { usage, places: new Map() }
    const field = usage.path.split('/')[2] ?? usage.path
    known.places.set(field, (known.places.get(field) ?? new Set()).add(usage.origin))
    entries.set(usage.id, known)
  }
  return [...entries.values()].map(({ usage, places }) => ({
    usage,
    places: [...places].map(([field, origins]) => `${field} (${[...origins].join(', ')})`),
  }))
}
