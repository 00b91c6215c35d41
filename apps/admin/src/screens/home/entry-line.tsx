import { t } from '@lingui/core/macro'
import { Link } from '@tanstack/react-router'
import type { HomeEntry } from '@verso/contract'
import { StatusChip } from '../../parts/status-chip.tsx'
import { Time } from '../../parts/time.tsx'
import classes from './home.module.css'

/** One entry on Home: what it is called, what it is, when. */
export function EntryLine({ entry, type, at, isCompact = false }: { entry: HomeEntry; type: string; at: string; isCompact?: boolean }) {
  return (
    <li>
      <Link
        to="/content/$type/$entryId"
        params={{ type: entry.type, entryId: entry.id }}
        className={classes.line}
        data-compact={isCompact || undefined}
      >
        <span className={classes.title}>{entry.title === '' ? t`Untitled` : entry.title}</span>
        <span className={classes.facts}>
          {!isCompact && <StatusChip status={entry.status} />}
          <span>{type}</span>
          <Time at={at} />
        </span>
      </Link>
    </li>
  )
}
