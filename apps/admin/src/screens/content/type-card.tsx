import { plural, t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ContentTypeView } from '@verso/contract'
import { fewEntriesQuery } from '../../api/entries.ts'
import { Time } from '../../parts/time.tsx'
import classes from './content-screen.module.css'

export function TypeCard({ type }: { type: ContentTypeView }) {
  const { data } = useQuery(fewEntriesQuery(type.name, { limit: 1, sort: '-_updatedAt', count: true }))
  const latest = data?.data[0]
  return (
    <li>
      <Link to="/content/$type" params={{ type: type.name }} className={classes.card}>
        <span className={classes.label}>{type.label}</span>
        <span className={classes.count}>{type.kind === 'single' ? t`One page` : countOf(data?.page.total)}</span>
        <span className={classes.text}>{type.description ?? (latest === undefined ? '' : `${latest.title || t`Untitled`}`)}</span>
        {latest !== undefined && (
          <span className={classes.time}>
            <Time at={latest.updatedAt} prefix={t`Updated`} />
          </span>
        )}
      </Link>
    </li>
  )
}

function countOf(total: number | undefined): string {
  return total === undefined ? '' : plural(total, { one: '# entry', other: '# entries' })
}
