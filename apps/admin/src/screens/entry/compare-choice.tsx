import { t } from '@lingui/core/macro'
import { Select } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import type { EntryView, RevisionSummary } from '@verso/contract'
import { revisionsQuery } from '../../api/entries.ts'
import { formatExactTime } from '../../parts/format-time.ts'
import classes from './entry-screen.module.css'
import { usePane } from './use-pane.ts'

/** As it was, or beside which other state. */
export function CompareChoice({ entry, number }: { entry: EntryView; number: number }) {
  const { compared, compareWith } = usePane()
  const revisions = useInfiniteQuery(revisionsQuery(entry.id, true))
  const others = (revisions.data?.pages ?? []).flatMap(({ data }) => data).filter((revision) => revision.number !== number)
  const options = [
    { value: '', label: t`Nothing: as it was` },
    { value: 'draft', label: t`The draft` },
    ...(number > 1 ? [{ value: String(number - 1), label: t`The revision before it` }] : []),
    ...Object.keys(entry.publications).map((code) => ({ value: `published:${code}`, label: t`What readers have in ${code}` })),
    ...others
      .filter((revision) => revision.number !== number - 1 && revision.number !== entry.revision)
      .map((revision) => ({ value: String(revision.number), label: revisionWords(revision) })),
  ]
  return (
    <div className={classes.compare}>
      <Select
        label={t`Compare with`}
        data={options}
        value={options.some(({ value }) => value === compared) ? compared : ''}
        allowDeselect={false}
        searchable={options.length > 12}
        onChange={(value) => compareWith(value === '' ? null : value)}
      />
    </div>
  )
}

function revisionWords({ number, at, by, note }: RevisionSummary): string {
  return `${number}${note === undefined ? '' : ` “${note}”`} · ${by?.name ?? 'Verso'}, ${formatExactTime(at)}`
}
